namespace MnistNotebooks.Networks.Schedules;

internal sealed record StepSchedule(int Every, double Fall) : Schedule
{
    public override double Factor(double epoch, int epochs) => Math.Pow(Fall, Math.Floor(epoch / Every));
}
