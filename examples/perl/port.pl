# A port in Perl, with PDL: perl port.pl CASE_FILE OUT_DIR
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Copy qw(copy);
use JSON::PP qw(decode_json);
use PDL;

my ($case_file, $out) = @ARGV;
my $case = decode_json(slurp($case_file));
my %task = (echo => \&echo, train => \&train);
$task{ $case->{run}{task} }->();
copy(dirname($0) . '/port.json', "$out/trace.json") or die "trace.json: $!\n";

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
    print {$file} pack('C a5 C2 v A117', 0x93, 'NUMPY', 1, 0, 118, $facts), "\n";
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

use FindBin;
use lib $FindBin::Bin;
use Network;

sub train {
    my ($X, $labels) = samples();
    my ($network, %P) = ($case->{network}, stored());
    my $n_outputs = $network->{layer_sizes}[-1];
    my $Y = $labels->dummy(1);    # n_outputs x n_samples
    $Y = ($Y == sequence(1, $n_outputs))->double if $n_outputs > 1;
    my %file;
    for my $step (1 .. $case->{steps}) {
        my $cache = Network::forward($X, \%P, $network);
        my $loss = Network::loss($cache, $Y, \%P, $network);
        my $gradients = Network::backward($cache, $Y, \%P, $network);
        my $rate = $case->{optimizer}{learning_rate};
        $P{$_} = $P{$_} - $rate * $gradients->{"d$_"} for keys %P;
        my %found = (loss => pdl($loss), %$gradients, %P);
        for my $name (keys %found) {
            my @shape = ($case->{steps}, reverse $found{$name}->dims);
            $file{$name} //= start_npy($name, @shape);
            append_npy($file{$name}, $found{$name});
        }
    }
    return;
}
