using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>The outputs a network should give.</summary>
public static class Targets
{
    /// <summary>The tutorial's target for a wrong class: a sigmoid never reaches 0.</summary>
    public const double Off = 0.01;

    /// <summary>The tutorial's target for the right class: a sigmoid never reaches 1.</summary>
    public const double On = 0.99;

    /// <summary>A vector of <paramref name="off"/> with <paramref name="on"/> at the label.</summary>
    /// <param name="label">0…classes − 1.</param>
    /// <param name="classes">Length of the vector.</param>
    /// <param name="off">Target of every other class.</param>
    /// <param name="on">Target of the label's class.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label is not one of the classes.</exception>
    public static Vector<double> OneHot(int label, int classes = 10, double off = Off, double on = On)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if ((uint)label >= (uint)classes)
            throw new ArgumentOutOfRangeException(nameof(label), label, $"Labels of {classes} classes are 0 to {classes - 1}.");
        Vector<double> targets = Vector<double>.Build.Dense(classes, off);
        targets[label] = on;
        return targets;
    }
}
