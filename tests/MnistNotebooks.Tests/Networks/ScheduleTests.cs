using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class ScheduleTests
{
    [Fact]
    public void A_constant_schedule_changes_nothing() => Assert.Equal(1, Schedule.Constant.Factor(7.3, 10));

    [Theory, InlineData(0, 1), InlineData(1.99, 1), InlineData(2, 0.5), InlineData(3.5, 0.5), InlineData(4, 0.25)]
    public void Steps_fall_after_every_so_many_epochs(double epoch, double factor) =>
        Assert.Equal(factor, Schedule.Steps(2, 0.5).Factor(epoch, 10), 15);

    [Theory, InlineData(0, 1), InlineData(2.5, 0.85355339059327373), InlineData(5, 0.5), InlineData(10, 0)]
    public void A_cosine_falls_smoothly_to_zero(double epoch, double factor) =>
        Assert.Equal(factor, Schedule.Cosine.Factor(epoch, 10), 15);

    [Fact]
    public void Steps_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Steps(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Steps(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Steps(1, 1.5));
    }
}
