! Dense networks.  Samples stand in columns; layer 0 holds them as A.
module network
  use protocol, only: dp
  implicit none

  type :: layer
    character(:), allocatable :: activation
    real(dp), allocatable, dimension(:, :) :: W, b, Z, G, A, M, dW, db, dZ, dG, dA, &
      vW, vb, sW, sb
  end type

  type :: settings
    character(:), allocatable :: optimizer, schedule
    real(dp) :: l2_penalty, keep_prob, learning_rate, beta1, beta2, epsilon, decay_rate
    integer :: decay_epochs
  end type

contains

  pure function activate(name, Z) result(A)
    character(*), intent(in) :: name
    real(dp), intent(in) :: Z(:, :)
    real(dp) :: A(size(Z, 1), size(Z, 2))
    select case (name)
    case ('relu')
      A = max(Z, 0.0_dp)
    case ('tanh')
      A = tanh(Z)
    case ('sigmoid')
      A = exp(-abs(Z)) ! never overflows
      A = merge(A, 1.0_dp, Z < 0) / (1 + A)
    case default ! softmax
      A = exp(Z - spread(maxval(Z, 1), 1, size(Z, 1)))
      A = A / spread(sum(A, 1), 1, size(Z, 1))
    end select
  end function

  pure function slope(name, Z, A) result(d)
    character(*), intent(in) :: name
    real(dp), intent(in) :: Z(:, :), A(:, :)
    real(dp) :: d(size(Z, 1), size(Z, 2))
    select case (name)
    case ('relu')
      d = merge(1.0_dp, 0.0_dp, Z > 0)
    case ('tanh')
      d = 1 - A**2
    case default ! sigmoid
      d = A * (1 - A)
    end select
  end function

  subroutine forward(layers, given)
    type(layer), intent(inout) :: layers(0:)
    type(settings), intent(in) :: given
    integer :: l
    do l = 1, ubound(layers, 1)
      associate (this => layers(l), below => layers(l - 1))
        this%Z = matmul(this%W, below%A) + spread(this%b(:, 1), 2, size(below%A, 2))
        this%G = activate(this%activation, this%Z) ! n_l x n_samples
        this%A = this%G
        if (allocated(this%M)) this%A = this%G * this%M / given%keep_prob
      end associate
    end do
  end subroutine

  real(dp) function loss(layers, Y, given, divisor) ! from the scores: log(0) cannot happen
    type(layer), intent(in) :: layers(0:)
    real(dp), intent(in) :: Y(:, :), divisor
    type(settings), intent(in) :: given
    real(dp), allocatable :: top(:), log_sum(:)
    integer :: l
    associate (Z => layers(ubound(layers, 1))%Z)
      if (size(Z, 1) == 1) then
        log_sum = max(Z(1, :), 0.0_dp) + log(1 + exp(-abs(Z(1, :))))
      else
        top = maxval(Z, 1)
        log_sum = top + log(sum(exp(Z - spread(top, 1, size(Z, 1))), 1))
      end if
      loss = sum(log_sum - sum(Y * Z, 1))
    end associate
    do l = 1, ubound(layers, 1)
      loss = loss + given%l2_penalty / 2 * sum(layers(l)%W**2)
    end do
    loss = loss / divisor
  end function

  subroutine backward(layers, Y, given, divisor)
    type(layer), intent(inout) :: layers(0:)
    real(dp), intent(in) :: Y(:, :), divisor
    type(settings), intent(in) :: given
    integer :: l
    l = ubound(layers, 1)
    layers(l)%dZ = (layers(l)%A - Y) / divisor ! n_outputs x n_samples
    do l = ubound(layers, 1), 1, -1
      associate (this => layers(l), below => layers(l - 1))
        this%dW = matmul(this%dZ, transpose(below%A)) + given%l2_penalty / divisor * this%W
        this%db = reshape(sum(this%dZ, 2), [size(this%dZ, 1), 1])
        if (l == 1) return
        below%dA = matmul(transpose(this%W), this%dZ) ! n_{l-1} x n_samples
        below%dG = below%dA
        if (allocated(below%M)) below%dG = below%dA * below%M / given%keep_prob
        below%dZ = below%dG * slope(below%activation, below%Z, below%G)
      end associate
    end do
  end subroutine

  pure real(dp) function rate_of(given, epoch)
    type(settings), intent(in) :: given
    integer, intent(in) :: epoch
    rate_of = given%learning_rate
    select case (given%schedule)
    case ('exponential')
      rate_of = rate_of * given%decay_rate**epoch
    case ('step')
      rate_of = rate_of * given%decay_rate**(epoch / given%decay_epochs)
    case ('inverse_time')
      rate_of = rate_of / (1 + given%decay_rate * epoch)
    end select
  end function

  ! Of W or b: v averages the gradients g, s their squares.
  subroutine update(P, g, v, s, given, rate, count)
    real(dp), intent(inout) :: P(:, :), v(:, :), s(:, :)
    real(dp), intent(in) :: g(:, :), rate
    type(settings), intent(in) :: given
    integer, intent(in) :: count
    associate (beta1 => given%beta1, beta2 => given%beta2, epsilon => given%epsilon)
      select case (given%optimizer)
      case ('gradient_descent')
        P = P - rate * g
      case ('momentum')
        v = beta1 * v + (1 - beta1) * g
        P = P - rate * v
      case ('classical_momentum')
        v = beta1 * v + g
        P = P - rate * v
      case ('rmsprop')
        s = beta2 * s + (1 - beta2) * g**2
        P = P - rate * g / (sqrt(s) + epsilon)
      case ('adam')
        v = beta1 * v + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        P = P - rate * (v / (1 - beta1**count)) / (sqrt(s / (1 - beta2**count)) + epsilon)
      end select
    end associate
  end subroutine
end module
