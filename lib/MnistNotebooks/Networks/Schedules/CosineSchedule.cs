namespace MnistNotebooks.Networks.Schedules;

internal sealed record CosineSchedule : Schedule
{
    public override double Factor(double epoch, int epochs) => (1 + Math.Cos(Math.PI * epoch / epochs)) / 2;
}
