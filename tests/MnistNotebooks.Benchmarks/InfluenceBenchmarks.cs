using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Benchmarks;

/// <summary>Maps of one digit for the nodes of 784-50-100-10.</summary>
public class InfluenceBenchmarks
{
    private readonly Network _network = Peers.OurPart.SampleShape();
    private readonly Vector<double> _picture = Samples.Test[0].Inputs(PixelScale.Unit);

    [Benchmark(Description = "one pixel over zero, all nodes")]
    public NodeMaps AllNodes() => new OnePixel().Maps(_network, _picture, Baseline.Black(_network));
}
