namespace MnistNotebooks.Tests;

/// <summary>A test that is skipped for the first reason there is, if any.</summary>
internal abstract class ConditionalFactAttribute : FactAttribute
{
    protected ConditionalFactAttribute(params string?[] reasons) => Skip = reasons.FirstOrDefault(reason => reason is not null)!;
}

/// <summary>The same of a test that runs several times.</summary>
internal abstract class ConditionalTheoryAttribute : TheoryAttribute
{
    protected ConditionalTheoryAttribute(params string?[] reasons) => Skip = reasons.FirstOrDefault(reason => reason is not null)!;
}

/// <summary>A test that takes long: on two slow cores, with others beside it, more than some six seconds.</summary>
internal sealed class LongFactAttribute() : ConditionalFactAttribute(Requirement.NotAskedFor);

/// <inheritdoc cref="LongFactAttribute"/>
internal sealed class LongTheoryAttribute() : ConditionalTheoryAttribute(Requirement.NotAskedFor);

/// <summary>A test that reads real MNIST from MNIST_DIR.</summary>
internal sealed class MnistFactAttribute() : ConditionalFactAttribute(Requirement.MissingMnist);

/// <summary>A test that reads real MNIST and takes long.</summary>
internal sealed class LongMnistFactAttribute() : ConditionalFactAttribute(Requirement.NotAskedFor, Requirement.MissingMnist);

/// <summary>A test that reads the reference arrays from MNIST_REFERENCE_DIR.</summary>
internal sealed class ReferenceFactAttribute() : ConditionalFactAttribute(Requirement.MissingReference);

/// <summary>A test that needs both MNIST and the reference arrays.</summary>
internal sealed class MnistReferenceFactAttribute() : ConditionalFactAttribute(Requirement.MissingMnist, Requirement.MissingReference);

/// <summary>A test in which NumPy itself reads or writes a file.</summary>
internal sealed class NumPyFactAttribute() : ConditionalFactAttribute(Requirement.MissingNumPy);

/// <summary>A test in which Pillow itself reads or writes a picture.</summary>
internal sealed class PillowFactAttribute() : ConditionalFactAttribute(Requirement.MissingPillow);

/// <summary>A test in which Jupyter's own library checks a notebook.</summary>
internal sealed class NbformatFactAttribute() : ConditionalFactAttribute(Requirement.MissingNbformat);

/// <summary>A test in which Jupyter's own client speaks to the kernel.</summary>
internal sealed class JupyterFactAttribute() : ConditionalFactAttribute(Requirement.MissingJupyter);

/// <summary>A test in which Jupyter's own client speaks to the kernel, for long.</summary>
internal sealed class LongJupyterFactAttribute() : ConditionalFactAttribute(Requirement.NotAskedFor, Requirement.MissingJupyter);
