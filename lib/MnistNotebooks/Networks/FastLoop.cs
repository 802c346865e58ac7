using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>Training, and scoring, on digits in single precision.</summary>
internal sealed class FastLoop : ITrainingLoop
{
    private readonly TrainingOptions _options;
    private readonly IFastLoss _loss;
    private readonly bool _stepsAtOnce;
    private readonly bool _followsLate;
    private readonly int _recordsPerStep;
    private readonly FastNetwork _network;
    private readonly Rows _targets;
    private readonly SparseBatch.Filler _filler = new();
    private readonly SparseBatch[] _own;
    private IReadOnlyList<Lazy<SparseBatch>>? _batches;
    private SparseDigits? _digits;
    private int[] _order = [];

    private FastLoop(Network network, TrainingOptions options, IFastLoss loss, IFastOptimizer optimizer)
    {
        _options = options;
        _loss = loss;

        // Without an optimizer's memory or a penalty, a step can be added to the weights as soon as it is known; and with a step for each
        // record, those of 32 records to the weights next to the pixels together.
        _stepsAtOnce = optimizer is Sgd && options.L2 == 0;
        _followsLate = _stepsAtOnce && options.BatchSize == 1;
        _recordsPerStep = _followsLate ? SparseBatch.MaxRecords : options.BatchSize;
        int batches = (_recordsPerStep + SparseBatch.MaxRecords - 1) / SparseBatch.MaxRecords;
        _own = [.. Enumerable.Range(0, batches).Select(_ => new SparseBatch(gram: _followsLate))];
        _network = Fast(network, _recordsPerStep, new(_stepsAtOnce ? null : optimizer, options.L2));
        _targets = new(DigitSet.Classes, network.Outputs);
        for (int label = 0; label < Math.Min(network.Outputs, DigitSet.Classes); label++)
            options.Loss.TargetsOf(label, network.Outputs).Map(target => (float)target).AsArray().CopyTo(_targets[label]);
    }

    public bool IsFinite => _network.IsFinite;

    /// <summary>A loop for a network, or null where a part of the network or of the options is not known in single precision.</summary>
    public static FastLoop? For(Network network, TrainingOptions options) =>
        Knows(network) && options.Loss is IFastLoss loss
            && options.Optimizer is IFastOptimizer optimizer ? new(network, options, loss, optimizer) : null;

    /// <summary>
    /// Outputs of the forward pass, a row for each record, on all cores; null where an activation is not known in single precision.
    /// </summary>
    public static Matrix<double>? Outputs(Network network, DigitSet digits)
    {
        if (!Knows(network))
            return null;
        FastNetwork fast = Fast(network, records: 0, default);

        // Column-major, as MathNet has it.
        double[] outputs = new double[digits.Count * network.Outputs];
        Parallel.For(
            0, (digits.Count + SparseBatch.MaxRecords - 1) / SparseBatch.MaxRecords,
            () => (Network: fast.OnAnotherThread(SparseBatch.MaxRecords), Filler: new SparseBatch.Filler(),
                Batch: new SparseBatch(gram: false)),
            (number, _, own) =>
            {
                int start = number * SparseBatch.MaxRecords, count = Math.Min(SparseBatch.MaxRecords, digits.Count - start);
                own.Filler.Fill(own.Batch, digits, start, count);
                own.Network.FillFirst(own.Batch, 0);
                for (int record = 0; record < count; record++)
                {
                    ReadOnlySpan<float> row = own.Network.Forward(record);
                    for (int node = 0; node < row.Length; node++)
                        outputs[node * digits.Count + start + record] = row[node];
                }
                return own;
            },
            _ => { });
        return Matrix<double>.Build.Dense(digits.Count, network.Outputs, outputs);
    }

    public void StartEpoch(Examples examples, int[] order)
    {
        DigitSet digits = examples.Digits!;
        _order = order;

        // In its own order the set's batches are there already for every network that learns from it.
        bool own = _followsLate && !_options.Shuffle && _options.Distortion is null && order.Length == digits.Count;
        _batches = own ? SparseBatch.All(digits) : null;
        if (_batches is null)
            _digits = _options.Distortion is null ? SparseDigits.Of(digits) : SparseDigits.Once(digits);
    }

    [MethodImpl(Lanes.Hot)]
    public void Train(int start, int count, Func<int, double> rateAt, RunningMetrics metrics)
    {
        for (int first = start; first < start + count; first += _recordsPerStep)
        {
            int records = Math.Min(_recordsPerStep, start + count - first);
            float rate = (float)rateAt(first);
            if (_followsLate)
                FollowLate(BatchOfStep(first, records), rate, metrics);
            else
                Step(first, records, rate, metrics);
        }
    }

    public void WriteBack() => _network.WriteBack();

    /// <summary>A step for each record, which the weights next to the pixels take together in the end.</summary>
    [MethodImpl(Lanes.Hot)]
    private void FollowLate(SparseBatch batch, float rate, RunningMetrics metrics)
    {
        _network.FillFirst(batch, 0);
        for (int record = 0; record < batch.Count; record++)
        {
            _network.CatchUp(batch, record);
            Pass(record, batch.Labels[record], rate, metrics);
            _network.LearnAbove(record);
        }
        _network.LearnFirst(batch, 0);
    }

    /// <summary>One step for a mini-batch.</summary>
    private void Step(int first, int records, float rate, RunningMetrics metrics)
    {
        float share = (_stepsAtOnce ? rate : 1) / records;
        int used = (records + SparseBatch.MaxRecords - 1) / SparseBatch.MaxRecords;
        for (int i = 0; i < used; i++)
        {
            int row = i * SparseBatch.MaxRecords;
            _filler.Fill(_own[i], _digits!, _order, first + row, Math.Min(SparseBatch.MaxRecords, records - row));
            _network.FillFirst(_own[i], row);
        }
        for (int row = 0; row < records; row++)
            Pass(row, _own[row / SparseBatch.MaxRecords].Labels[row % SparseBatch.MaxRecords], share, metrics);
        for (int row = 0; row < records; row++)
            _network.LearnAbove(row);
        for (int i = 0; i < used; i++)
            _network.LearnFirst(_own[i], i * SparseBatch.MaxRecords);
        _network.Update(rate);
    }

    [MethodImpl(Lanes.Hot)]
    private void Pass(int row, int label, float rate, RunningMetrics metrics)
    {
        ReadOnlySpan<float> outputs = _network.Forward(row);
        float squaredError = _network.Backward(row, _targets[label], _loss, _options.Rule == BackwardRule.Tutorial, rate);
        metrics.Count(squaredError, IsLargest(outputs, label), _loss.Value(squaredError, outputs[label]));
    }

    private SparseBatch BatchOfStep(int first, int records)
    {
        if (_batches is not null)
            return _batches[first / SparseBatch.MaxRecords].Value;
        _filler.Fill(_own[0], _digits!, _order, first, records);
        return _own[0];
    }

    /// <summary>Whether the label's output is larger than those before it and not smaller than those behind it.</summary>
    private static bool IsLargest(ReadOnlySpan<float> outputs, int label)
    {
        float chosen = outputs[label];
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] > chosen || (outputs[i] == chosen && i < label))
                return false;
        }
        return true;
    }

    private static bool Knows(Network network) => network.Layers.All(layer => layer.Activation is IFastActivation);

    private static FastNetwork Fast(Network network, int records, UpdateRule rule) => new(
        [.. network.Layers.Select(layer => new FastLayer(layer.Weights, layer.Biases, (IFastActivation)layer.Activation))], network.Scale,
            records, rule);
}
