# A port in Perl, with PDL: perl port.pl CASE_FILE OUT_DIR
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Copy qw(copy);
use JSON::PP qw(decode_json);
use PDL;

my ($case_file, $out) = @ARGV;
my $case = decode_json(slurp($case_file));

sub slurp {
    my ($file) = @_;
    open my $in, '<:raw', $file or die "$file: $!\n";
    local $/;
    return <$in>;
}

# PDL's first axis is the fastest, that of .npy the slowest.
sub read_npy {
    my ($name) = @_;
    my $bytes = slurp(dirname($case_file) . "/$name.npy");
    my $length = unpack 'x8 v', $bytes;
    my ($shape) = substr($bytes, 10, $length) =~ /\(([^)]*)\)/;
    my $array = zeroes(reverse $shape =~ /\d+/g);
    ${ $array->get_dataref } = substr $bytes, 10 + $length;
    $array->upd_data;
    return $array;
}

sub start_npy {
    my ($name, @shape) = @_;
    my $shape = join '', map { "$_, " } @shape;
    my $facts = "{'descr': '<f8', 'fortran_order': False, 'shape': ($shape), }";
    open my $file, '>:raw', "$out/$name.npy" or die "$out/$name.npy: $!\n";
    print {$file} pack("C a5 C2 v A117", 0x93, 'NUMPY', 1, 0, 118, $facts), "\n";
    return $file;
}

sub append_npy {
    my ($file, $array) = @_;
    my $values = pdl($array)->double->copy;
    print {$file} ${ $values->get_dataref };
    return;
}

sub samples {    # in the file one a row, its label last
    my $columns = read_npy('data')->transpose;    # n_features + 1 rows
    return $columns->slice(':,0:-2'), $columns->slice(':,(-1)');
}

sub stored {
    my @names = map { ("W$_", "b$_") } 1 .. @{ $case->{network}{activations} };
    return map { $_ => read_npy("weights/$_") } @names;
}

sub echo {
    my ($X, $labels) = samples();
    my %found = (%$case, %{ $case->{network} }, %{ $case->{optimizer} });
    %found = (%found, X => $X, labels => $labels, stored());
    delete @found{qw(id kind data weights network optimizer run activations)};
    delete @found{qw(loss reduction name schedule)};
    for my $name (keys %found) {
        my $array = pdl($found{$name});
        append_npy(start_npy($name, reverse $array->dims), $array);
    }
    return;
}

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
        my $E = exp($Z - over_units($Z, 'maximum'));
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
    my ($X, $P) = @_;
    my %cache = (A0 => $X);
    my $l = 0;
    for my $name (@{ $case->{network}{activations} }) {
        my $A = $cache{"A$l"};
        $l++;
        $cache{"Z$l"} = $P->{"W$l"} x $A + $P->{"b$l"};    # n_l x n_samples
        $cache{"A$l"} = $activate{$name}->($cache{"Z$l"});
    }
    return \%cache;
}

sub log_sum {    # of exp(z) in a column; of 1 and exp(z) where there is one output
    my ($Z) = @_;
    return ($Z->lclip(0) + log(1 + exp(-abs($Z))))->flat if $Z->dim(1) == 1;
    my $top = over_units($Z, 'maximum');
    return $top + log(over_units(exp($Z - $top), 'sumover'));
}

sub loss {    # from the scores: log(0) cannot happen
    my ($Z, $Y, $P, $m) = @_;
    my $data = sum(log_sum($Z) - over_units($Y * $Z, 'sumover'));
    my $squares = 0;
    $squares += sum($P->{$_}**2) for grep { /^W/ } keys %$P;
    return ($data + $case->{network}{l2_penalty} / 2 * $squares) / $m;
}

sub backward {
    my ($cache, $Y, $P, $m) = @_;
    my @names = @{ $case->{network}{activations} };
    my $penalty = $case->{network}{l2_penalty} / $m;
    my $dZ = ($cache->{ 'A' . @names } - $Y) / $m;    # n_outputs x n_samples
    my %gradients;
    for (my $l = @names; $l >= 1; $l--) {
        my $A = $cache->{ 'A' . ($l - 1) };
        $gradients{"dW$l"} = $dZ x $A->transpose + $penalty * $P->{"W$l"};
        $gradients{"db$l"} = $dZ->sumover->dummy(0);    # n_l x 1
        last if $l == 1;
        my $dA = $P->{"W$l"}->transpose x $dZ;
        my $Z = $cache->{ 'Z' . ($l - 1) };
        $dZ = $dA * $slope{ $names[ $l - 2 ] }->($Z, $A);
    }
    return \%gradients;
}

sub train {
    my ($X, $labels) = samples();
    my $n_outputs = $case->{network}{layer_sizes}[-1];
    my $Y = $labels->dummy(1);    # n_outputs x n_samples
    $Y = ($Y == sequence(1, $n_outputs))->double if $n_outputs > 1;
    my $m = $case->{network}{reduction} eq 'mean' ? $X->dim(0) : 1;
    my %P = stored();
    my %file;
    for my $step (1 .. $case->{steps}) {
        my $cache = forward($X, \%P);
        my $loss = loss($cache->{ 'Z' . @{ $case->{network}{activations} } }, $Y, \%P, $m);
        my $gradients = backward($cache, $Y, \%P, $m);
        $P{$_} = $P{$_} - $case->{optimizer}{learning_rate} * $gradients->{"d$_"} for keys %P;
        my %found = (loss => pdl($loss), %$gradients, %P);
        for my $name (keys %found) {
            $file{$name} //= start_npy($name, $case->{steps}, reverse $found{$name}->dims);
            append_npy($file{$name}, $found{$name});
        }
    }
    return;
}

$case->{run}{task} eq 'echo' ? echo() : train();
copy(dirname($0) . '/port.json', "$out/trace.json") or die "trace.json: $!\n";
