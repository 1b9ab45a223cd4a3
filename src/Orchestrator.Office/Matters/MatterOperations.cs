using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Calendar;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Documents;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

public sealed record MatterStarted(string Id, string Number);

/// <summary>Beginning a matter, inside a unit of work.</summary>
public static class MatterOperations
{
    // No prefix of a document number can be written like this: the series is the matters' own.
    private const string Series = "matters";

    /// <summary>Begins a matter and hands in its first version: one command, so that there is never one without a text.</summary>
    public static async Task<Outcome<MatterStarted>> Start(MatterPlan plan, Signatories signatories, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (work.Actor.UnitId is not { } unit)
        {
            return Refusal.Conflict("matter.no-unit", "您的账号没有所在单位，不能发起事项。");
        }

        var names = await CampaignOperations.UnitNames(db, work.Cancellation);
        Finding[] found = [.. MatterRules.Check(plan, names, unit), .. await signatories.Unstaffed(plan, names, "", work.Cancellation)];
        if (found.Refuse("matter.invalid") is { } refusal)
        {
            return refusal;
        }

        var matter = await Add(plan, unit, db, work);
        var input = await MatterInput.Of(matter, await signatories.RoleBeside(unit, work.Actor.Id, work.Cancellation), names, signatories, work.Cancellation);
        var started = await work.Workflows.Start(new StartInstance(MatterInput.Definition, matter.Id, matter.Title, null, input, unit));
        if (started.Refusal is { } no)
        {
            return no;
        }

        var draft = db.MatterSeats.Local.Single(seat => seat.MatterId == matter.Id && seat.State == SeatState.Open).TaskId!;
        var handedIn = await work.Workflows.CompleteTask(draft, 1, "Submit", plan.Form());
        work.Changed("tasks");
        return handedIn.Refusal is { } refused ? refused : new MatterStarted(matter.Id, matter.Number);
    }

    private static async Task<Matter> Add(MatterPlan plan, string unit, OfficeDb db, UnitOfWork work)
    {
        var year = WorkingCalendar.National.LocalDate(work.Now).Year;
        var matter = new Matter
        {
            Id = $"m-{CampaignOperations.Derived(work)}",
            Number = DocumentNumber.Text("会签", year, await DocumentNumber.Next(db, Series, year, work.Cancellation)),
            Title = plan.Title!.Trim(),
            Kind = plan.Kind,
            InitiatorId = work.Actor.Id,
            InitiatorName = work.Actor.Name,
            UnitId = unit,
            UnitName = work.Actor.UnitName ?? unit,
            Stage = MatterStage.Drafting,
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        db.Matters.Add(matter);
        return matter;
    }
}
