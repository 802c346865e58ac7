using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>From which distribution the start weights of a layer are drawn. Biases start at 0 always.</summary>
public enum Initialization
{
    /// <summary>
    /// Normal with standard deviation n^-0.5, n being the hidden nodes that the layer touches: its own, or in the last layer those before
    /// it. With one hidden layer both matrices have the same deviation, as in the tutorial.
    /// </summary>
    Tutorial,

    /// <summary>Normal with standard deviation √(2 / inputs), made for ReLU (He et al., "Delving Deep into Rectifiers", 2015).</summary>
    He,

    /// <summary>
    /// Uniform between ±√(6 / (inputs + outputs)), made for tanh and the default of Keras
    /// (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010).
    /// </summary>
    Glorot,
}

internal static class InitializationWeights
{
    /// <summary>Start weights [outputs × inputs] of a layer, the last one of its network or not.</summary>
    public static Matrix<double> Draw(this Initialization initialization, int outputs, int inputs, bool last, Random random)
    {
        IContinuousDistribution distribution = initialization switch
        {
            Initialization.Tutorial => new Normal(0, Math.Pow(last ? inputs : outputs, -0.5), random),
            Initialization.He => new Normal(0, Math.Sqrt(2.0 / inputs), random),
            Initialization.Glorot =>
                new ContinuousUniform(-Math.Sqrt(6.0 / (inputs + outputs)), Math.Sqrt(6.0 / (inputs + outputs)), random),
            _ => throw new ArgumentOutOfRangeException(nameof(initialization), initialization, "Not an initialization."),
        };
        return Matrix<double>.Build.Random(outputs, inputs, distribution);
    }
}
