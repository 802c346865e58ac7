namespace MnistNotebooks.Influence;

/// <summary>Which of a node's two numbers is meant.</summary>
public enum NodeValue
{
    /// <summary>The weighted sum of its inputs plus its bias, before the activation.</summary>
    PreActivation,

    /// <summary>What the activation makes of it.</summary>
    Activation,
}
