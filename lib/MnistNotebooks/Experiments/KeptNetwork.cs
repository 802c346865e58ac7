using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>
/// A trained network in a .npz file of about a byte for each weight: all weights of a node share a factor, and each is a whole number
/// from −127 to 127. What is read differs from what was written by at most half a factor.
/// </summary>
internal static class KeptNetwork
{
    private const int Largest = sbyte.MaxValue;

    public static void Save(string path, Network network)
    {
        var arrays = new List<(string, NpyArray)>();
        foreach ((int number, Layer layer) in network.Layers.Index())
        {
            Vector<double> factors = layer.Weights.RowNorms(double.PositiveInfinity) / Largest;
            // A node whose weights are all 0 keeps them, whatever the factor.
            factors.MapInplace(factor => factor > 0 ? (float)factor : 1, Zeros.Include);
            Matrix<double> parts = layer.Weights.MapIndexed((node, _, weight) => weight / factors[node]);
            arrays.Add(($"weights{number}", NpyArray.FromMatrix(parts, NpyType.SignedByte)));
            arrays.Add(($"factors{number}", NpyArray.FromVector(factors, NpyType.SinglePrecision)));
            if (layer.Biases is { } biases)
                arrays.Add(($"biases{number}", NpyArray.FromVector(biases, NpyType.SinglePrecision)));
        }
        Npz.Save(path, arrays);
    }

    /// <param name="path">The file.</param>
    /// <param name="description">The network that was kept, before training.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or keeps a network of another shape.</exception>
    public static Network Load(string path, NetworkDescription description)
    {
        Npz kept = Npz.Load(path);
        Network network = description.Create();
        try
        {
            foreach ((int number, Layer layer) in network.Layers.Index())
            {
                Vector<double> factors = kept[$"factors{number}"].RequireFinite().ToVector(layer.Outputs);
                kept[$"weights{number}"].ToMatrix(layer.Outputs, layer.Inputs)
                    .MapIndexed((node, _, whole) => whole * factors[node], Zeros.Include).CopyTo(layer.Weights);
                layer.Biases?.SetSubVector(0, layer.Outputs, kept[$"biases{number}"].RequireFinite().ToVector(layer.Outputs));
            }
        }
        catch (KeyNotFoundException missing)
        {
            throw new InvalidDataException(missing.Message, missing);
        }
        return network;
    }
}
