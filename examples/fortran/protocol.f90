! Cases as text, arrays as .npy: what every port in Fortran needs.
module protocol
  use, intrinsic :: iso_fortran_env, only: dp => real64, int16
  implicit none
  private
  public :: dp, read_fields, has, text, words, number, read_npy, write_npy, copy_file

  type :: field
    character(:), allocatable :: name, value
  end type
  type :: output
    character(:), allocatable :: file
    integer :: unit
  end type
  type(field), allocatable :: fields(:)
  type(output), allocatable :: outputs(:)

contains

  subroutine read_fields(file) ! NAME.txt beside NAME.json: a field a line
    character(*), intent(in) :: file
    character(:), allocatable :: all, line
    integer :: last, space
    all = bytes_of(file)
    fields = [field ::]
    do while (len(all) > 0)
      last = index(all, new_line('a'))
      line = all(:last - 1) // ' '
      all = all(last + 1:)
      space = index(line, ' ')
      fields = [fields, field(line(:space - 1), trim(line(space + 1:)))]
    end do
  end subroutine

  function bytes_of(file) result(all)
    character(*), intent(in) :: file
    character(:), allocatable :: all
    integer :: unit, n
    open (newunit=unit, file=file, access='stream', status='old', action='read')
    inquire (unit, size=n)
    allocate (character(n) :: all)
    read (unit) all
    close (unit)
  end function

  logical function has(name)
    character(*), intent(in) :: name
    has = place(name) > 0
  end function

  integer function place(name)
    character(*), intent(in) :: name
    do place = size(fields), 1, -1
      if (fields(place)%name == name) exit
    end do
  end function

  function text(name) result(value)
    character(*), intent(in) :: name
    character(:), allocatable :: value
    value = fields(place(name))%value
  end function

  function words(name) result(list)
    character(*), intent(in) :: name
    character(200), allocatable :: list(:)
    character(:), allocatable :: rest
    integer :: space
    list = [character(200) ::]
    rest = text(name) // ' '
    do while (len_trim(rest) > 0)
      space = index(rest, ' ')
      list = [character(200) :: list, rest(:space - 1)]
      rest = rest(space + 1:)
    end do
  end function

  real(dp) function number(name)
    character(*), intent(in) :: name
    read (fields(place(name))%value, *) number
  end function

  ! A matrix, or that of a step of a stack, from 0.  In the file the last axis is fastest.
  function read_npy(file, step) result(A)
    character(*), intent(in) :: file
    integer, intent(in) :: step
    real(dp), allocatable :: A(:, :), turned(:, :)
    character(:), allocatable :: header
    integer :: unit, sizes(3), n, i
    integer(int16) :: length
    open (newunit=unit, file=file, access='stream', status='old', action='read')
    read (unit, pos=9) length
    allocate (character(length) :: header)
    read (unit) header
    header = header(index(header, '(') + 1:index(header, ')') - 1)
    if (header(len(header):) == ',') header = header(:len(header) - 1)
    n = count([(header(i:i) == ',', i = 1, len(header))]) + 1
    sizes = 1
    if (len(header) > 0) read (header, *) sizes(4 - n:)
    allocate (turned(sizes(3), sizes(2)))
    read (unit, pos=11 + length + 8 * step * size(turned)) turned
    close (unit)
    A = transpose(turned)
  end function

  ! Append to a file; the first time, write the final shape.  Here the first axis is fastest.
  subroutine write_npy(file, shape, values)
    character(*), intent(in) :: file
    integer, intent(in) :: shape(:)
    real(dp), intent(in) :: values(:)
    character(118) :: header
    integer :: i, unit
    if (.not. allocated(outputs)) outputs = [output ::]
    do i = 1, size(outputs)
      if (outputs(i)%file == file) exit
    end do
    if (i > size(outputs)) then
      open (newunit=unit, file=file // '.npy', access='stream', status='replace')
      outputs = [outputs, output(file, unit)]
      write (header, '(*(g0))') "{'descr': '<f8', 'fortran_order': True, 'shape': (", &
        (shape(i), ', ', i=1, size(shape)), '), }'
      header(118:) = new_line('a')
      write (unit) char(147) // 'NUMPY' // achar(1) // achar(0) // achar(118) // achar(0), header
      i = size(outputs)
    end if
    write (outputs(i)%unit) values
  end subroutine

  subroutine copy_file(from, to)
    character(*), intent(in) :: from, to
    integer :: unit
    open (newunit=unit, file=to, access='stream', status='replace')
    write (unit) bytes_of(from)
    close (unit)
  end subroutine
end module
