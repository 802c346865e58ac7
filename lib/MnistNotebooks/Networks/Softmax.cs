using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>eᶻ / Σ eᶻ over the nodes of the layer: numbers between 0 and 1 whose sum is 1.</summary>
internal sealed class Softmax : Activation
{
    public override string Name => "softmax";

    public override Vector<double> Apply(Vector<double> preActivations)
    {
        // The largest exponent becomes 0, which changes no quotient and keeps e^z from overflowing.
        double largest = preActivations.Maximum();
        Vector<double> exponentials = preActivations.Map(z => Math.Exp(z - largest), Zeros.Include);
        return exponentials / exponentials.Sum();
    }

    public override Vector<double> PullBack(Vector<double> errors, Vector<double> preActivations, Vector<double> activations) =>
        activations.PointwiseMultiply(errors - errors.DotProduct(activations));
}
