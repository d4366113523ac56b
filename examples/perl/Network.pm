# Dense networks: forward, loss, backward.  Samples stand in columns.
package Network;
use strict;
use warnings;
use PDL;

my %activate = (
    relu    => sub { $_[0]->lclip(0) },
    tanh    => sub { tanh($_[0]) },
    sigmoid => sub {
        my ($Z) = @_;
        my $E = exp(-abs($Z));    # never overflows
        return (($Z >= 0) + ($Z < 0) * $E) / (1 + $E);
    },
    softmax => sub {
        my ($Z) = @_;
        my $E = exp($Z - over_units($Z, 'maximum'));    # n_classes x n_samples
        return $E / over_units($E, 'sumover');
    },
);
my %slope = (
    relu    => sub { $_[0] > 0 },
    tanh    => sub { 1 - $_[1]**2 },
    sigmoid => sub { $_[1] * (1 - $_[1]) },
);

sub over_units {    # n_units x n_samples to n_samples
    my ($A, $reduce) = @_;
    return $A->transpose->$reduce;
}

sub forward {
    my ($X, $P, $network) = @_;
    my %cache = (A0 => $X);
    my $l = 0;
    for my $name (@{ $network->{activations} }) {
        my $A = $cache{"A$l"};
        $l++;
        $cache{"Z$l"} = $P->{"W$l"} x $A + $P->{"b$l"};    # n_l x n_samples
        $cache{"A$l"} = $activate{$name}->($cache{"Z$l"});
    }
    return \%cache;
}

sub divisor {
    my ($Y, $network) = @_;
    return $network->{reduction} eq 'mean' ? $Y->dim(0) : 1;
}

sub log_sum {    # of exp(z) in a column; of 1 and exp(z) for a single output
    my ($Z) = @_;
    return ($Z->lclip(0) + log(1 + exp(-abs($Z))))->flat if $Z->dim(1) == 1;
    my $top = over_units($Z, 'maximum');
    return $top + log(over_units(exp($Z - $top), 'sumover'));
}

sub loss {    # from the scores: log(0) cannot happen
    my ($cache, $Y, $P, $network) = @_;
    my $Z = $cache->{ 'Z' . @{ $network->{activations} } };
    my $data = sum(log_sum($Z) - over_units($Y * $Z, 'sumover'));
    my $squares = 0;
    $squares += sum($P->{$_}**2) for grep { /^W/ } keys %$P;
    my $penalty = $network->{l2_penalty} / 2 * $squares;
    return ($data + $penalty) / divisor($Y, $network);
}

sub backward {
    my ($cache, $Y, $P, $network) = @_;
    my @names = @{ $network->{activations} };
    my $m = divisor($Y, $network);
    my $dZ = ($cache->{ 'A' . @names } - $Y) / $m;    # n_outputs x n_samples
    my %gradients;
    for (my $l = @names; $l >= 1; $l--) {
        my $A = $cache->{ 'A' . ($l - 1) };
        $gradients{"dW$l"} = $dZ x $A->transpose + $network->{l2_penalty} / $m * $P->{"W$l"};
        $gradients{"db$l"} = $dZ->sumover->dummy(0);    # n_l x 1
        last if $l == 1;
        my $dA = $P->{"W$l"}->transpose x $dZ;    # n_{l-1} x n_samples
        my $Z = $cache->{ 'Z' . ($l - 1) };
        $dZ = $dA * $slope{ $names[ $l - 2 ] }->($Z, $A);
    }
    return \%gradients;
}

1;
