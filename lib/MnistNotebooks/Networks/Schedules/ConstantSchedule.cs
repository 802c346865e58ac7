namespace MnistNotebooks.Networks.Schedules;

internal sealed record ConstantSchedule : Schedule
{
    public override double Factor(double epoch, int epochs) => 1;
}
