using System.Reflection;
using System.Text.RegularExpressions;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Conventions;

/// <summary>What is public in the library has a user: a lesson, the runner, or the bridge to Plotly.NET.</summary>
public sealed partial class PublicMemberTests
{
    // Members that no one names, kept because they are part of something that is used whole: a record's arrays and numbers, a documented
    // option of a method, an enumeration's other value, what an exception tells.
    private static readonly string[] PartsOfAWhole =
    [
        "Attribution.BaselineValue", "Distortion.Smoothness", "Figure.AlternativeText", "LayerBackward.Deltas",
        "Loss.TargetsOf", "NpyType.DoublePrecision", "NpyType.SignedByte", "NpyType.SinglePrecision", "Outcome.Losses",
        "PixelScale.Offset", "Targets.Off", "TrainingDivergedException.History",
        "WeightOrientation.InputsByOutputs", "WeightOrientation.OutputsByInputs",
    ];

    [Fact]
    public void Every_public_member_of_the_library_is_named_by_a_lesson_the_runner_or_the_bridge()
    {
        HashSet<string> named = Named();
        string[] unused = [.. typeof(DigitSet).Assembly.GetExportedTypes()
            .SelectMany(type => Members(type).Where(member => !named.Contains(member)).Select(member => $"{type.Name}.{member}"))
            .Except(PartsOfAWhole).Order(StringComparer.Ordinal)];
        Assert.True(unused.Length == 0, "No lesson, no runner and no bridge names:\n" + string.Join('\n', unused));
    }

    // By name only, so a member that shares its name with a used one counts as used.
    private static HashSet<string> Named()
    {
        string lib = Path.Combine(StoredLessons.Folder, "..", "lib");
        IEnumerable<string> programs = ((string[])["MnistNotebooks.Runner", "MnistNotebooks.Plotly"])
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(lib, project), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText);
        // Prose too, because exercises are solved in it.
        IEnumerable<string> lessons = StoredLessons.All.SelectMany(lesson => lesson.Cells)
            .Select(cell => cell.Source);
        return [.. programs.Concat(lessons).SelectMany(text => Identifier().Matches(text)).Select(match => match.Value)];
    }

    // What a type declares itself and a program can name: no constructors, indexers or operators, nothing that the compiler makes for
    // records, and nothing that a base class or an interface asks for.
    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        HashSet<MethodInfo> asked = type.IsInterface
            ? []
            : [.. type.GetInterfaces().SelectMany(one => type.GetInterfaceMap(one).TargetMethods)];
        return type.GetMembers(declared).Where(member => member switch
        {
            MethodInfo { IsSpecialName: true } => false,
            MethodInfo method => IsOwn(method) && method.Name is not ("Deconstruct" or "<Clone>$"),
            PropertyInfo property => property.GetIndexParameters().Length == 0 && IsOwn(property.GetMethod ?? property.SetMethod!),
            FieldInfo field => !field.IsSpecialName,
            _ => false,
        }).Select(member => member.Name).Distinct();

        bool IsOwn(MethodInfo method) => method.GetBaseDefinition() == method && !asked.Contains(method);
    }

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Identifier();
}
