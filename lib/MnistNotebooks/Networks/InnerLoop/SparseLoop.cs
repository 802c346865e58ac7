using System.Diagnostics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Training in single precision that visits only the pixels with ink, on one core or several.</summary>
internal sealed class SparseLoop : ITrainingLoop
{
    private readonly Ink _ink;
    private readonly Slice[] _slices;
    private readonly Worker[] _workers;
    private readonly Meeting _meeting;
    private readonly Team _team;
    private readonly Action<int> _help;
    private readonly Pace _pace = new();
    private readonly Func<int, double> _constantRate;
    private Func<int, double> _rateAt;
    private (int First, int End) _steps;

    public SparseLoop(Network network, Ink ink, TrainingOptions options)
    {
        _ink = ink;
        _slices = Slices(network, options, ink.RecordsPerStep);
        int workers = Math.Min(options.Cores, _slices.Length);
        int above = network.Layers.Count == 1 ? 0 : 1;
        _meeting = new Meeting(_slices.Length, ink.BatchSize, network.Layers[above].Outputs);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new Worker(
            new(network.Layers.Skip(above), biases: above > 0, options, ink.RecordsPerStep),
            ink.FollowsLate ? new(network.Scale, network.Layers[0].Biases is not null) : null,
            options.StepsAtOnce, new(_slices.Length * ink.BatchSize, network.Layers[above].Outputs), _meeting))];
        _team = new(workers - 1);
        _help = TrainTogether;
        _rateAt = _constantRate = _ => options.LearningRate;
    }

    public bool IsFinite => _slices.All(slice => slice.IsFinite) && _workers[0].Upper.IsFinite;

    /// <summary>Whether all activations of a network are known here.</summary>
    public static bool Knows(Network network) => network.Layers.All(layer => layer.Activation.Fast is not null);

    /// <summary>The same options' loss and optimizer as well.</summary>
    public static bool CanTrain(Network network, TrainingOptions options) =>
        Knows(network) && options.Loss.Fast is not null && options.Optimizer.StartFast(Lane.Floats) is not null;

    public void Train(int start, int count, Tally tally) => Train(start, count, _constantRate, tally);

    /// <summary>The same at a learning rate that may change from step to step.</summary>
    /// <param name="start">As for a constant rate.</param>
    /// <param name="count">As for a constant rate.</param>
    /// <param name="rateAt">The learning rate of the step that begins with this record.</param>
    /// <param name="tally">Counts the records.</param>
    public void Train(int start, int count, Func<int, double> rateAt, Tally tally)
    {
        _rateAt = rateAt;
        Worker leader = _workers[0];
        leader.Tally = tally;
        int end = (start + count + _ink.RecordsPerStep - 1) / _ink.RecordsPerStep;
        for (int step = start / _ink.RecordsPerStep; step < end; step = _steps.End)
        {
            _steps = (step, Math.Min(end, step + _ink.StepsTogether));
            long begin = Stopwatch.GetTimestamp();
            if (_workers.Length > 1 && !_pace.IsAlone && TryTogether(leader))
            {
                _pace.Together(Stopwatch.GetTimestamp() - begin, _steps.End - step);
                continue;
            }
            _steps.End = step + 1;
            _ink.Prepare(step, leader.Builder);
            Train(leader, step, ..);
            _pace.Alone(Stopwatch.GetTimestamp() - begin);
        }
    }

    public void WriteBack()
    {
        foreach (Slice slice in _slices)
            slice.WriteBack();
        _workers[0].Upper.WriteBack();
    }

    public void Dispose() => _team.Dispose();

    private bool TryTogether(Worker leader)
    {
        foreach (Worker helper in _workers.AsSpan(1))
            helper.Follow(leader);
        if (!_team.TryStart(_help))
            return false;
        TrainTogether(0);
        _team.Finish();
        return true;
    }

    /// <summary>One worker's part of the steps.</summary>
    private void TrainTogether(int worker)
    {
        Range own = (_slices.Length * worker / _workers.Length)..(_slices.Length * (worker + 1) / _workers.Length);
        for (int step = _steps.First + worker; step < _steps.End; step += _workers.Length)
            _ink.Prepare(step, _workers[worker].Builder);
        _meeting.Gather(_workers.Length);
        for (int step = _steps.First; step < _steps.End; step++)
            Train(_workers[worker], step, own);
    }

    private void Train(Worker worker, int step, Range own)
    {
        worker.LearningRate = (float)_rateAt(step * _ink.RecordsPerStep);
        worker.Train(_ink.Step(step), _slices, own);
    }

    /// <summary>As many slices as may be worth a core each. Their number depends on the network alone, and so do the results.</summary>
    private static Slice[] Slices(Network network, TrainingOptions options, int records)
    {
        Layer layer = network.Layers[0];
        if (network.Layers.Count == 1)
            return [new OutputSlice(new(layer, network.Scale, 0, layer.Outputs, options), records)];
        int lanes = Lane.CountFor(layer.Outputs);
        var slices = new Slice[lanes switch { < 4 => 1, < 16 => 2, < 32 => 4, _ => 8 }];
        for (int i = 0; i < slices.Length; i++)
        {
            int first = lanes * i / slices.Length * Lane.Floats, end = Math.Min(layer.Outputs, lanes * (i + 1) / slices.Length * Lane.Floats);
            slices[i] = new HiddenSlice(i, new(layer, network.Scale, first, end - first, options), layer.Activation.Fast!,
                new(network.Layers[1].Weights, first, end - first, options), records);
        }
        return slices;
    }
}
