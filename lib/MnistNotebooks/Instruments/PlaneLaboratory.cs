using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MnistNotebooks.Data;

namespace MnistNotebooks.Instruments;

public static partial class Instruments
{
    /// <summary>
    /// The laboratory's twin in the plane: whoever reads trains small networks of up to three hidden layers on points of the plane, those
    /// of <see cref="ToySets"/> or his own, and sees the answer and every node's share in it form. It makes the steps of
    /// <see cref="Networks.Training"/>, and shows the C# that makes them too.
    /// </summary>
    /// <param name="title">Stands above it.</param>
    public static Instrument PlaneLaboratory(string title = "The laboratory in the plane") => new("plane-laboratory", title,
        "choose points, hidden layers, activation and penalty, and watch a network divide the plane; it works on pages and in notebooks "
            + "that run.",
        [], new()
        {
            ["sets"] = new JsonObject
            {
                ["spiral"] = SetOf(ToySets.Spirals(150), ToySets.Spirals(150, seed: 2)),
                ["moons"] = SetOf(ToySets.Moons(100, noise: 0.18), ToySets.Moons(100, noise: 0.18, seed: 2)),
                ["blobs"] = SetOf(ToySets.Blobs(120), ToySets.Blobs(120, seed: 2)),
            },
        });

    // With the code that made them, which stands beside the instrument.
    private static JsonObject SetOf(LabeledSet learned, LabeledSet unseen,
        [CallerArgumentExpression(nameof(learned))] string learnedCode = "",
        [CallerArgumentExpression(nameof(unseen))] string unseenCode = "") => new()
        {
            ["learned"] = PointsOf(learned),
            ["unseen"] = PointsOf(unseen),
            ["code"] = new JsonArray(learnedCode, unseenCode),
        };

    // x, y and class of each.
    private static JsonArray PointsOf(LabeledSet set) => new([.. set.Labels.Select((label, point) =>
        new JsonArray(set.Inputs[point, 0], set.Inputs[point, 1], label))]);
}
