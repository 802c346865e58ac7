using System.Text.Json;
using System.Text.Json.Serialization;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>What a notebook tells a teacher: <c>teaching</c> in its metadata.</summary>
/// <param name="Sections">The lesson's sections with their time.</param>
/// <param name="Mistakes">What pupils usually get wrong, and what helps.</param>
internal sealed record Teaching(IReadOnlyList<TimedSection> Sections, IReadOnlyList<string> Mistakes)
{
    private const string Name = "teaching";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <returns>Null for a notebook that says nothing to teachers.</returns>
    /// <exception cref="InvalidDataException">What it says can't be used.</exception>
    public static Teaching? Of(NotebookFile lesson)
    {
        if (lesson.Metadata.ValueKind != JsonValueKind.Object || !lesson.Metadata.TryGetProperty(Name, out JsonElement said))
            return null;
        try
        {
            return said.Deserialize<Teaching>(Format) ?? throw new InvalidDataException($"{lesson.Name}: its '{Name}' is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{lesson.Name}: its '{Name}' can't be used: {e.Message}");
        }
    }
}

/// <summary>A section of a lesson and the time it takes.</summary>
/// <param name="Heading">Its text.</param>
/// <param name="Minutes">In a classroom.</param>
internal sealed record TimedSection(string Heading, int Minutes);
