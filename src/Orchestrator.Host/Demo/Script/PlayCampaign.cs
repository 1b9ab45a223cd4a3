namespace Orchestrator.Host.Demo.Script;

/// <summary>
/// Plays the campaign on a desk: moves the clock to the next planned deed and has everyone do what is due. All state is in
/// the desk's database: stopped at any point and started again, it goes on with what is still open.
/// </summary>
internal sealed class PlayCampaign(ICampaignDesk desk, Timetable timetable, CampaignScript script)
{
    /// <summary>How far the simulated time has come; called after every step of the clock.</summary>
    public Action<DateTimeOffset>? Progress { get; init; }

    /// <summary>Called before each deed with the number of deeds done so far.</summary>
    public Action<int>? BeforeDeed { get; init; }

    /// <summary>Deeds done by this player.</summary>
    public int Deeds { get; private set; }

    /// <summary>Plays until nothing is planned before <paramref name="until"/>, then moves the clock there.</summary>
    public async Task Until(DateTimeOffset until, CancellationToken ct = default)
    {
        var cases = (await desk.StartCampaign(DemoCity.Person("ZB", "ZB"))).ToDictionary(one => one.Id);
        while (!ct.IsCancellationRequested)
        {
            var now = await desk.Now();
            var planned = await Planned(cases);
            var due = planned.TakeWhile(deed => deed.At <= now && deed.At < until).ToList();
            foreach (var (_, task, of, document) in due)
            {
                ct.ThrowIfCancellationRequested();
                await Do(task, of, document);
            }

            if (due.Count > 0)
            {
                continue;
            }

            if (now >= until)
            {
                return;
            }

            // Never past an evening: what a deadline sets off in the evening may be planned for the next morning.
            var next = Earliest(planned.Count == 0 ? until : planned[0].At, Evening(now), until);
            await desk.MoveClock(next);
            Progress?.Invoke(next);
        }
    }

    private static DateTimeOffset Earliest(params ReadOnlySpan<DateTimeOffset> moments)
    {
        var earliest = moments[0];
        foreach (var moment in moments)
        {
            earliest = moment < earliest ? moment : earliest;
        }

        return earliest;
    }

    private static DateTimeOffset Evening(DateTimeOffset now)
    {
        var local = now.ToOffset(TimeSpan.FromHours(8));
        var evening = new DateTimeOffset(local.Date, local.Offset) + new TimeSpan(18, 30, 0);
        return evening > now ? evening : evening.AddDays(1);
    }

    private async Task Do(DeskTask task, DeskCase? of, string document)
    {
        var deed = script.Of(task, of, document);
        BeforeDeed?.Invoke(Deeds);
        if (deed.Draft is not null)
        {
            await desk.Write(deed.Person, task.CaseId, await deed.Draft(desk));
        }

        await desk.Decide(deed.Person, $"script:{task.Id}", task, deed.Outcome, await deed.Data(desk));
        Deeds++;
    }

    private async Task<List<(DateTimeOffset At, DeskTask Task, DeskCase? Of, string Document)>> Planned(Dictionary<string, DeskCase> cases)
    {
        var planned = new List<(DateTimeOffset At, DeskTask Task, DeskCase? Of, string Document)>();
        foreach (var task in await desk.OpenTasks())
        {
            var of = cases.GetValueOrDefault(task.CaseId);
            var document = of?.Document ?? task.Payload?["documentCode"] as string ?? "";
            if (!task.Held && timetable.When(task, of, document) is { } at)
            {
                planned.Add((at, task, of, document));
            }
        }

        // The order depends on the plan alone, so that numbers are given out in the same order in every run.
        return [.. planned.OrderBy(deed => deed.At).ThenBy(deed => deed.Document, StringComparer.Ordinal)
            .ThenBy(deed => deed.Of?.Unit, StringComparer.Ordinal).ThenBy(deed => deed.Task.Step, StringComparer.Ordinal)
            .ThenBy(deed => deed.Task.Unit, StringComparer.Ordinal).ThenBy(deed => deed.Task.Id, StringComparer.Ordinal)];
    }
}
