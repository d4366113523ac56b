! A port in Fortran: build/port CASE_FILE OUT_DIR
program port
  use protocol
  use network
  implicit none
  character(:), allocatable :: folder, out
  character(4096) :: argument
  type(layer), allocatable :: layers(:)
  type(settings) :: given
  real(dp), allocatable :: samples(:, :)

  call get_command_argument(1, argument)
  folder = argument(:index(argument, '/', back=.true.))
  call read_fields(argument(:len_trim(argument) - 4) // 'txt')
  call get_command_argument(2, argument)
  out = trim(argument) // '/'
  if (has('cases')) then
    call operations(words('cases'))
  else
    call read_case()
    if (text('run.task') == 'echo') then
      call echo()
    else
      call train(nint(number('steps')), nint(number('run.first_step')))
    end if
  end if
  call get_command_argument(0, argument)
  call copy_file(argument(:index(argument, '/', back=.true.)) // '../port.json', out // 'trace.json')

contains

  subroutine read_case()
    character(200), allocatable :: activations(:)
    integer :: l
    samples = transpose(read_npy(folder // 'data.npy', 0)) ! in the file one a row, its label last
    activations = words('network.activations')
    allocate (layers(0:size(activations)))
    do l = 1, size(activations)
      layers(l)%activation = trim(activations(l))
    end do
    call load(folder // text('weights') // '/', 0)
    given%optimizer = text('optimizer.name') ! a constructor loses the lengths of two texts
    given%schedule = text('optimizer.schedule')
    given%l2_penalty = number('network.l2_penalty')
    given%keep_prob = number('network.keep_prob')
    given%learning_rate = number('optimizer.learning_rate')
    given%beta1 = number('optimizer.beta1')
    given%beta2 = number('optimizer.beta2')
    given%epsilon = number('optimizer.epsilon')
    given%decay_rate = number('optimizer.decay_rate')
    given%decay_epochs = nint(number('optimizer.decay_epochs'))
  end subroutine

  function at(name, l) result(file)
    character(*), intent(in) :: name
    integer, intent(in) :: l
    character(:), allocatable :: file
    character(12) :: digits
    write (digits, '(i0)') l
    file = name // trim(digits)
  end function

  subroutine load(place, step) ! parameters, and the state if it is there
    character(*), intent(in) :: place
    integer, intent(in) :: step
    integer :: l
    do l = 1, ubound(layers, 1)
      layers(l)%W = read_npy(place // at('W', l) // '.npy', step)
      layers(l)%b = read_npy(place // at('b', l) // '.npy', step)
      call state(layers(l)%vW, place // at('vW', l) // '.npy', step, layers(l)%W)
      call state(layers(l)%vb, place // at('vb', l) // '.npy', step, layers(l)%b)
      call state(layers(l)%sW, place // at('sW', l) // '.npy', step, layers(l)%W)
      call state(layers(l)%sb, place // at('sb', l) // '.npy', step, layers(l)%b)
    end do
  end subroutine

  subroutine state(A, file, step, P)
    real(dp), allocatable, intent(inout) :: A(:, :)
    character(*), intent(in) :: file
    integer, intent(in) :: step
    real(dp), intent(in) :: P(:, :)
    logical :: is_there
    inquire (file=file, exist=is_there)
    A = 0 * P
    if (is_there) A = read_npy(file, step)
  end subroutine

  subroutine put(name, A, steps)
    character(*), intent(in) :: name
    real(dp), allocatable, intent(in) :: A(:, :)
    integer, intent(in) :: steps(:) ! empty in an echo
    if (allocated(A)) call write_npy(out // name, [shape(A), steps], reshape(A, [size(A)]))
  end subroutine

  subroutine echo()
    character(30), parameter :: names(*) = [character(30) :: 'steps', 'seed', 'batch_size', &
      'network.l2_penalty', 'network.keep_prob', 'optimizer.learning_rate', &
      'optimizer.beta1', 'optimizer.beta2', 'optimizer.epsilon', 'optimizer.decay_rate', &
      'optimizer.decay_epochs']
    character(200), allocatable :: sizes(:)
    character(:), allocatable :: name
    real(dp), allocatable :: X(:, :), values(:)
    integer :: i, n
    n = size(samples, 1)
    X = samples(:n - 1, :)
    call put('X', X, [integer ::])
    call write_npy(out // 'labels', [size(samples, 2)], samples(n, :))
    do i = 1, ubound(layers, 1)
      call put(at('W', i), layers(i)%W, [integer ::])
      call put(at('b', i), layers(i)%b, [integer ::])
    end do
    do i = 1, size(names)
      name = trim(names(i))
      call write_npy(out // name(index(name, '.') + 1:), [integer ::], [number(name)])
    end do
    sizes = words('network.layer_sizes')
    allocate (values(size(sizes)))
    read (sizes, *) values
    call write_npy(out // 'layer_sizes', [size(values)], values)
  end subroutine

  subroutine operations(cases)
    character(200), intent(in) :: cases(:)
    real(dp), allocatable :: A(:, :)
    character(:), allocatable :: id
    integer :: i
    do i = 1, size(cases)
      id = trim(cases(i))
      call read_fields(folder // id // '/case.txt')
      A = activate(text('operation'), read_npy(folder // id // '/Z.npy', 0))
      call execute_command_line('mkdir ' // out // id)
      call put(id // '/' // text('run.returns'), A, [integer ::])
    end do
  end subroutine

  function targets(labels, n_outputs) result(Y)
    real(dp), intent(in) :: labels(:)
    integer, intent(in) :: n_outputs
    real(dp) :: Y(n_outputs, size(labels))
    integer :: k
    do k = 1, n_outputs
      Y(k, :) = merge(1.0_dp, 0.0_dp, nint(labels) == k - 1)
    end do
    if (n_outputs == 1) Y(1, :) = labels
  end function

  subroutine train(steps, first_step)
    integer, intent(in) :: steps, first_step
    real(dp), allocatable :: batches(:, :), batch(:, :), Y(:, :), masks(:, :)
    real(dp) :: divisor, rate, error
    integer :: row, n_batches, n, l
    integer, allocatable :: columns(:)
    n_batches = ceiling(size(samples, 2) / number('batch_size'))
    n = size(samples, 1)
    if (has('run.batches')) batches = read_npy(folder // text('run.batches'), 0)
    do row = 0, steps - 1
      batch = samples
      if (has('run.batches')) then
        columns = nint(pack(batches(row + 1, :), batches(row + 1, :) >= 0)) ! -1 fills up
        batch = samples(:, columns + 1)
      end if
      if (has('run.starts')) call load(folder // text('run.starts') // '/', row)
      do l = 1, ubound(layers, 1) - 1
        if (.not. has('run.masks')) exit
        masks = read_npy(folder // text('run.masks') // '/' // at('M', l) // '.npy', row)
        layers(l)%M = masks(:, :size(batch, 2))
      end do
      layers(0)%A = batch(:n - 1, :)
      Y = targets(batch(n, :), size(layers(ubound(layers, 1))%W, 1))
      divisor = 1
      if (text('network.reduction') == 'mean') divisor = size(batch, 2)
      call forward(layers, given)
      error = loss(layers, Y, given, divisor)
      call backward(layers, Y, given, divisor)
      rate = rate_of(given, (first_step + row) / n_batches)
      do l = 1, ubound(layers, 1)
        associate (this => layers(l))
          call update(this%W, this%dW, this%vW, this%sW, given, rate, first_step + row + 1)
          call update(this%b, this%db, this%vb, this%sb, given, rate, first_step + row + 1)
        end associate
      end do
      call write_npy(out // 'loss', [steps], [error])
      call write_layers([steps])
    end do
  end subroutine

  subroutine write_layers(steps)
    integer, intent(in) :: steps(:)
    integer :: l
    do l = 1, ubound(layers, 1)
      associate (this => layers(l))
        call put(at('W', l), this%W, steps)
        call put(at('b', l), this%b, steps)
        call put(at('dW', l), this%dW, steps)
        call put(at('db', l), this%db, steps)
        call put(at('vW', l), this%vW, steps)
        call put(at('vb', l), this%vb, steps)
        call put(at('sW', l), this%sW, steps)
        call put(at('sb', l), this%sb, steps)
        if (.not. has('run.intermediates')) cycle
        if (text('run.intermediates') == 'false') cycle
        call put(at('Z', l), this%Z, steps)
        call put(at('G', l), this%G, steps)
        call put(at('M', l), this%M, steps)
        call put(at('A', l), this%A, steps)
        call put(at('dZ', l), this%dZ, steps)
        call put(at('dG', l), this%dG, steps)
        call put(at('dA', l), this%dA, steps)
      end associate
    end do
  end subroutine
end program
