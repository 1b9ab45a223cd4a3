using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>As a trigger it starts instances; inside a flow it waits for the next occurrence, in the calendar's zone.</summary>
internal sealed class CronTimer : IClocked
{
    public void Execute(Burst burst, Frame frame)
    {
        if (burst.TriggeredBy == frame.Node)
        {
            burst.TriggeredBy = null;
            burst.Complete(frame);
            return;
        }

        var schedule = CronSchedule.Parse(burst.Text(frame, "cronExpression") ?? "");
        var at = schedule.Next(burst.Now, burst.Context.Calendar.Zone) ?? throw new EvaluationException("The cron expression has no further occurrence.", null);
        Moments.Wait(burst, frame, at);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus) => Moments.Fired(burst, frame);

    public void Release(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StopClock(Burst burst, Frame frame) => Moments.Stop(burst, frame);

    public void StartClock(Burst burst, Frame frame, DateTimeOffset since)
    {
        frame.Data = null;
        Moments.Start(burst, frame);
    }
}
