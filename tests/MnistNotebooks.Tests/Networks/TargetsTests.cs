using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class TargetsTests
{
    [Fact]
    public void The_tutorials_target_is_001_and_099_at_the_label() =>
        Assert.Equal([0.01, 0.01, 0.01, 0.01, 0.01, 0.99, 0.01, 0.01, 0.01, 0.01], Targets.OneHot(5));

    [Fact]
    public void Other_classes_and_values_can_be_asked_for() => Assert.Equal([0.0, 1.0], Targets.OneHot(1, classes: 2, off: 0, on: 1));

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(10, 10)]
    [InlineData(2, 2)]
    public void A_label_outside_the_classes_is_refused(int label, int classes)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Targets.OneHot(label, classes));
        Assert.Contains($"Labels of {classes} classes are 0 to {classes - 1}", error.Message);
    }
}
