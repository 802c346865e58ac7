using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The outputs of a whole set, on all cores.</summary>
internal static class Scoring
{
    /// <summary>[records × outputs]; in single precision where <see cref="SparseLoop"/> knows the network's activations.</summary>
    public static Matrix<double> Outputs(Network network, DigitSet digits)
    {
        // Column-major, as MathNet has it.
        double[] outputs = new double[digits.Count * network.Outputs];
        if (SparseLoop.Knows(network))
        {
            var shared = new Weights(network);
            int blocks = (digits.Count + InkBlock.MaxRecords - 1) / InkBlock.MaxRecords;
            Parallel.For(0, blocks, () => new Scorer(network, shared, digits, outputs), (block, _, scorer) => scorer.Score(block), _ => { });
        }
        else
        {
            Parallel.For(0, digits.Count, record =>
            {
                Vector<double> row = network.Forward(network.InputsOf(digits[record])).Outputs;
                for (int node = 0; node < row.Count; node++)
                    outputs[node * digits.Count + record] = row[node];
            });
        }
        return Matrix<double>.Build.Dense(digits.Count, network.Outputs, outputs);
    }

    /// <summary>What all cores read.</summary>
    private sealed class Weights(Network network)
    {
        public PixelWeights ToPixels { get; } = new(network.Layers[0], network.Scale, 0, network.Layers[0].Outputs, new());

        public DenseWeights? Outgoing { get; } = network.Layers.Count == 1 ? null : new(network.Layers[1].Weights, 0, network.Layers[1].Inputs, new());
    }

    /// <summary>What each core has for itself.</summary>
    private sealed class Scorer
    {
        private readonly DigitSet _digits;
        private readonly InkedDigits _inked = new();
        private readonly double[] _outputs;
        private readonly InkBuilder _builder = new();
        private readonly InkBlock _block = new(overlaps: false);
        private readonly Slice _first;
        private readonly UpperLayers _above;

        public Scorer(Network network, Weights weights, DigitSet digits, double[] outputs)
        {
            _digits = digits;
            _outputs = outputs;
            _first = weights.Outgoing is null
                ? new OutputSlice(weights.ToPixels, InkBlock.MaxRecords)
                : new HiddenSlice(0, weights.ToPixels, network.Layers[0].Activation.Fast!, weights.Outgoing, InkBlock.MaxRecords);
            int above = weights.Outgoing is null ? 0 : 1;
            _above = new(network.Layers.Skip(above), biases: above > 0, new(), InkBlock.MaxRecords);
        }

        public Scorer Score(int number)
        {
            int start = number * InkBlock.MaxRecords;
            int count = Math.Min(InkBlock.MaxRecords, _digits.Count - start);
            _inked.Read(_digits.Range(start, count), cores: 1);
            _builder.Fill(_block, _inked, [], 0, count);
            _first.Forward(_block, 0);
            for (int record = 0; record < _block.Count; record++)
            {
                _first.Share(record, _above.PreActivations(record));
                ReadOnlySpan<float> row = _above.Forward(record);
                for (int node = 0; node < row.Length; node++)
                    _outputs[node * _digits.Count + start + record] = row[node];
            }
            return this;
        }
    }
}
