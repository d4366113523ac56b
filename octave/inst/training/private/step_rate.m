## Learning rate of a training step.

function rate = step_rate (training_case, step)
  optimizer = training_case.optimizer;
  n_batches = batch_count (columns (training_case.X),
                           training_case.batch_size);
  rate = scheduled_rate (optimizer.schedule, optimizer.learning_rate,
                         optimizer.decay_rate, optimizer.decay_epochs,
                         floor (step / n_batches));
endfunction
