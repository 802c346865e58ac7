using System.Globalization;
using System.Reflection;
using MnistNotebooks.Data;
using MnistNotebooks.Experiments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Experiments;

public class TrialKeyTests
{
    private static readonly Trial _trial = new(new NetworkDescription(), new TrainingOptions());

    [Fact]
    public void Equal_trials_have_the_same_key_in_every_country()
    {
        string key = TrialCache.Key(_trial, "abc");
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = commas;
        try
        {
            Assert.Equal(key, TrialCache.Key(new(new NetworkDescription(), new TrainingOptions()), "abc"));
            Assert.Contains("LearningRate=0.1", key);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_setting_is_part_of_the_key()
    {
        var keys = new HashSet<string> { TrialCache.Key(_trial, "abc"), TrialCache.Key(_trial, "abd") };
        foreach (PropertyInfo property in typeof(NetworkDescription).GetProperties().Where(property => property.SetMethod is not null))
            Assert.True(keys.Add(TrialCache.Key(_trial with { Network = Changed(_trial.Network with { }, property) }, "abc")),
                property.Name);
        foreach (PropertyInfo property in typeof(TrainingOptions).GetProperties().Where(property => property.SetMethod is not null))
            Assert.True(keys.Add(TrialCache.Key(_trial with { Training = Changed(_trial.Training with { }, property) }, "abc")),
                property.Name);
    }

    [Fact]
    public void Settings_of_settings_are_part_of_it_too()
    {
        Optimizer[] optimizers =
            [Optimizer.Sgd, Optimizer.Momentum(0.8), Optimizer.Momentum(0.9), Optimizer.Adam(), Optimizer.Adam(0.8),
            Optimizer.Adam(beta2: 0.99), Optimizer.Adam(epsilon: 1e-8)];
        Schedule[] schedules = [Schedule.Constant, Schedule.Cosine, Schedule.Steps(2), Schedule.Steps(3), Schedule.Steps(2, 0.5)];
        Distortion?[] distortions =
            [null, new(), Distortion.Handwriting, new() { Shift = 1 }, new() { Rotation = 1 }, new() { Scaling = 0.1 },
            new() { Elasticity = 1 }, new() { Smoothness = 5 }];
        Assert.Equal(distortions.Length,
            distortions.Select(distortion =>
            TrialCache.Key(_trial with { Training = _trial.Training with { Distortion = distortion } }, "")).Distinct().Count());
        Assert.Equal(optimizers.Length,
            optimizers.Select(optimizer => TrialCache.Key(_trial with { Training = _trial.Training with { Optimizer = optimizer } }, ""))
            .Distinct().Count());
        Assert.Equal(schedules.Length,
            schedules.Select(schedule => TrialCache.Key(_trial with { Training = _trial.Training with { Schedule = schedule } }, ""))
            .Distinct().Count());
    }

    private static T Changed<T>(T copy, PropertyInfo property)
        where T : class
    {
        property.SetValue(copy, property.GetValue(copy) switch
        {
            int number => number + 1,
            double number => number + 0.5,
            bool yes => !yes,
            IReadOnlyList<int> => (int[])[3, 4],
            Activation => Activation.Tanh,
            Loss => Loss.CrossEntropy,
            Enum value => Enum.ToObject(value.GetType(), 1),
            PixelScale => PixelScale.Unit,
            Optimizer => Optimizer.Adam(),
            Schedule => Schedule.Cosine,
            null when property.PropertyType == typeof(Distortion) => Distortion.Handwriting,
            null => 5,
            var other => throw new NotSupportedException($"How does {property.Name} = {other} change?"),
        });
        return copy;
    }
}
