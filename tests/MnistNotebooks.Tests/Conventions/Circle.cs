namespace MnistNotebooks.Tests.Conventions.CircleA
{
    /// <summary>Needs the other namespace by a call alone.</summary>
    internal static class First
    {
        public static void Call() => CircleB.Second.Empty();

        public static int One() => 1;
    }
}

namespace MnistNotebooks.Tests.Conventions.CircleB
{
    /// <summary>Needs the other namespace from within a lambda.</summary>
    internal static class Second
    {
        public static Func<int> Made { get; } = () => CircleA.First.One();

        public static void Empty()
        {
        }
    }
}
