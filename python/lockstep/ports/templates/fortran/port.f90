! A port of Lockstep: port CASE_FILE OUT_DIR
program port
  use, intrinsic :: iso_fortran_env, only: dp => real64, int16
  implicit none
  character(4096) :: argument
  character(:), allocatable :: case_text, here, out, home
  real(dp), allocatable :: X(:, :), labels(:)

  call get_command_argument(0, argument)
  home = argument(:index(argument, '/', back=.true.))
  call get_command_argument(1, argument)
  here = argument(:index(argument, '/', back=.true.)) ! paths in a case begin here
  case_text = text_of(argument(:len_trim(argument) - 4) // 'txt') ! not .json
  call get_command_argument(2, argument)
  out = trim(argument) // '/'
  call read_data()
  if (field('run.task') == 'echo') then
    ! Level 0: write everything that was read, so that a wrong connection is
    ! not taken for a wrong network.
    call write_npy('X', shape(X), reshape(X, [size(X)]))
    ! Next: labels; W1, b1, W2, ... from the folder field('weights'); and each
    ! number of the case under its own name: steps, seed, batch_size,
    ! layer_sizes, l2_penalty, keep_prob, learning_rate, beta1, beta2, epsilon,
    ! decay_rate, decay_epochs.  The shape of a number is [integer ::].
  else
    ! Level 1: as many updates as field('steps') says.  Put the loss before each
    ! update and W1, b1, ... after it one behind the other; write loss (steps),
    ! W1 (units x inputs x steps), b1 (units x 1 x steps), ...  Until then, say
    ! so.
    error stop 'this task is not written yet'
  end if
  call copy(home // 'port.json', out // 'trace.json')

contains

  ! A value of the case by its name, as in field('network.layer_sizes').
  function field(name) result(value)
    character(*), intent(in) :: name
    character(:), allocatable :: value, all
    integer :: first
    all = new_line('a') // case_text
    first = index(all, new_line('a') // name // ' ')
    value = ''
    if (first == 0) return
    value = all(first + len(name) + 2:)
    value = value(:index(value, new_line('a')) - 1)
  end function

  ! The data: a row a sample, its label last; beside each .csv stands a .npy.
  ! In the equations samples are columns, as they are here.
  subroutine read_data()
    real(dp), allocatable :: table(:, :)
    integer :: n
    table = read_npy(here // 'data.npy')
    n = size(table, 1)
    X = table(:n - 1, :)
    labels = table(n, :) ! from 0
  end subroutine

  ! .npy: a header with the shape, then doubles, the last axis fastest.  In
  ! Fortran the first one is: each matrix comes out transposed.
  function read_npy(file) result(A)
    character(*), intent(in) :: file
    real(dp), allocatable :: A(:, :)
    character(:), allocatable :: header
    integer(int16) :: length
    integer :: unit, n_rows, n_columns
    open (newunit=unit, file=file, access='stream', status='old', action='read')
    read (unit, pos=9) length
    allocate (character(length) :: header)
    read (unit) header
    header = header(index(header, '(') + 1:index(header, ')') - 1)
    read (header, *) n_rows, n_columns
    allocate (A(n_columns, n_rows))
    read (unit) A
    close (unit)
  end function

  ! Write a quantity: in a trace, the step is the last axis here.
  subroutine write_npy(name, sizes, values)
    character(*), intent(in) :: name
    integer, intent(in) :: sizes(:)
    real(dp), intent(in) :: values(:)
    character(118) :: header
    integer :: unit, i
    write (header, '(*(g0))') "{'descr': '<f8', 'fortran_order': True, 'shape': (", &
      (sizes(i), ', ', i=1, size(sizes)), '), }'
    header(118:) = new_line('a')
    open (newunit=unit, file=out // name // '.npy', access='stream', status='replace')
    write (unit) char(147) // 'NUMPY' // achar(1) // achar(0) // achar(118) // achar(0), header
    write (unit) values
    close (unit)
  end subroutine

  function text_of(file) result(all)
    character(*), intent(in) :: file
    character(:), allocatable :: all
    integer :: unit, n
    open (newunit=unit, file=file, access='stream', status='old', action='read')
    inquire (unit, size=n)
    allocate (character(n) :: all)
    read (unit) all
    close (unit)
  end function

  subroutine copy(from, to)
    character(*), intent(in) :: from, to
    integer :: unit
    open (newunit=unit, file=to, access='stream', status='replace')
    write (unit) text_of(from)
    close (unit)
  end subroutine
end program
