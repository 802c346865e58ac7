using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Conventions;

/// <summary>A null where none may be is refused by an exception that names the parameter.</summary>
public sealed class NullArgumentTests
{
    private static readonly NullabilityInfoContext _nullability = new();

    private static readonly DigitSet _digits = DrawnDigits.Create(20, 10).Train;
    private static readonly Network _network = Network.Tutorial(3);

    // One value of each type that methods take.
    private static readonly object[] _values =
    [
        _digits, _digits[0], _network, _network.Layers[0], Loss.SquaredError, Activation.Sigmoid, Schedule.Constant, Initialization.He,
        new TrainingOptions(), Vector<double>.Build.Dense(784, 0.5), Matrix<double>.Build.Dense(28, 28, 0.5), "text", 1, 0.5, true,
        _network.Forward(_digits[0].Inputs(PixelScale.Tutorial)), PixelScale.Tutorial, Baseline.Black(_network),
            (Target)Node.PreActivation(^1, 3),
        NpyArray.FromMatrix(Matrix<double>.Build.Dense(2, 2)), new[] { 0.5, 1 }, new[] { 1, 2 }, new[] { "a", "b" },
        Chart.Curve([0, 1], [1, 2], "t", "x", "y"), new Series("a", (int[])[0, 1], [1, 2]),
            new[] { new Series("a", (int[])[0, 1], [1, 2]) },
    ];

    [Fact]
    public void A_null_is_refused_by_the_parameters_name()
    {
        string[] wrong = [.. All().Select(one => (one.Method, one.Parameter, Refusal: Refusal(one.Method, one.Parameter)))
            .Where(one => (one.Refusal as ArgumentNullException)?.ParamName != one.Parameter.Name && !IsHarmless(one.Parameter, one.Refusal)
                && !RefusesAnyhow(one.Method, one.Refusal))
            .Select(one =>
                $"{one.Method.DeclaringType!.Name}.{one.Method}, {one.Parameter.Name}: {one.Refusal?.ToString() ?? "accepted"}")];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    // A name that is only printed.
    private static bool IsHarmless(ParameterInfo parameter, Exception? refusal) =>
        parameter.ParameterType == typeof(string) && refusal is null;

    // Where the values of this test don't fit a method, nothing is known.
    private static bool RefusesAnyhow(MethodBase method, Exception? refusal) =>
        refusal is not (null or NullReferenceException) && Refusal(method, null)?.Message == refusal.Message;

    private static Exception? Refusal(MethodBase method, ParameterInfo? parameter)
    {
        object?[] arguments = [.. method.GetParameters().Select(one => one == parameter ? null
            : one.HasDefaultValue ? one.DefaultValue : Value(one.ParameterType))];
        object? target = method is ConstructorInfo || method.IsStatic ? null : Value(method.DeclaringType!);
        try
        {
            object? result = method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(target, arguments);
            if (result is Task task)
                task.GetAwaiter().GetResult();
            // What yields its results one by one checks when the first is asked for.
            if (result is IEnumerable many)
                many.GetEnumerator().MoveNext();
            return null;
        }
        catch (TargetInvocationException refused)
        {
            return refused.InnerException;
        }
        catch (Exception refused)
        {
            return refused;
        }
    }

    private static IEnumerable<(MethodBase Method, ParameterInfo Parameter)> All() =>
        from type in typeof(Network).Assembly.GetExportedTypes()
        where !type.IsEnum && !typeof(Delegate).IsAssignableFrom(type) && type.GetMethod("<Clone>$") is null
        from method in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .OfType<MethodBase>()
        where !method.IsSpecialName || method is ConstructorInfo
        where !method.IsGenericMethodDefinition && !method.IsAbstract && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        where method.IsStatic || method is ConstructorInfo || Value(type) is not null
        from parameter in method.GetParameters()
        where !parameter.ParameterType.IsValueType && _nullability.Create(parameter).WriteState == NullabilityState.NotNull
        where method.GetParameters().All(other => other == parameter || other.ParameterType.IsValueType || other.HasDefaultValue
            || Value(other.ParameterType) is not null)
        select (method, parameter);

    private static object? Value(Type type) =>
        _values.FirstOrDefault(type.IsInstanceOfType) ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
}
