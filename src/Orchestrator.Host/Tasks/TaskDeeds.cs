using System.ComponentModel.DataAnnotations;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Operations;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks;

/// <summary>Somebody to be asked: a person, or whoever has the role in the unit (either of the two may be left out).</summary>
public sealed record SomebodyInput(string? PersonId = null, string? UnitId = null, string? Role = null);

/// <param name="Revision">Of the task as it was shown, as in all of these.</param>
public sealed record TaskCommand(string CommandId, long Revision);

/// <summary>Of the task of the signer.</summary>
public sealed record RemoveSignerCommand(string CommandId, string Reason);

public sealed record AddSignersCommand(string CommandId, long Revision, [property: EnumDataType(typeof(AddedSign))] string Kind, IReadOnlyList<SomebodyInput> Signers, string Reason);

public sealed record PassOnCommand(string CommandId, long Revision, SomebodyInput To, string Reason);

/// <param name="Straight">直达: afterwards straight back here; otherwise everything in between again (重走).</param>
/// <param name="SiblingsGoOn">With 直达: others who decide at the same time go on meanwhile.</param>
public sealed record ReturnCommand(string CommandId, long Revision, string ToActivityId, bool Straight, bool SiblingsGoOn, string Reason);

/// <param name="Withdraw">撤回 of everything that came of it; otherwise 拿回, as long as nobody has acted on it.</param>
public sealed record CallBackCommand(string CommandId, long Revision, bool Withdraw, string Reason);

/// <param name="Who">Names of the persons, or unit and post.</param>
/// <param name="Removable">Whether the one who looks may take this signer off (减签).</param>
/// <param name="IsMine">Whether it is the seat of the task that was asked for.</param>
public sealed record SeatView(
    string? TaskId, string Name, IReadOnlyList<string> Who, string? UnitId, string? Role, double Weight, bool Veto, [property: EnumDataType(typeof(SeatState))] string State,
    string? Outcome, string? DecidedBy, [property: EnumDataType(typeof(AddedSign))] string? Added, string? AddedBy, int Level, string? AskedBy, bool Removable, bool IsMine);

/// <param name="Operations">What the one who looks can do now: <c>claim unclaim addSigners transfer delegate return
/// returnStraight takeBack withdraw</c>.</param>
/// <param name="Mode"><c>All Any Vote Sequence</c>; null when one decides alone.</param>
public sealed record TaskDeskDocument(IReadOnlyList<string> Operations, IReadOnlyList<ReturnTarget> Returns, string? Mode, double Pass, bool Over, IReadOnlyList<SeatView> Seats);

/// <summary>Reads what people say about each other in deeds, and puts names to ids.</summary>
public sealed class TaskDeeds(Colleagues colleagues, UnitNames units)
{
    private const int MostSigners = 20;
    private const int LongestReason = 500;

    /// <summary>Who is meant; refused (422) with the place when nobody is.</summary>
    /// <param name="place">Of the list in the request.</param>
    public async Task<Outcome<IReadOnlyList<Assignment>>> Read(IReadOnlyList<SomebodyInput>? given, string place, CancellationToken ct)
    {
        if (given is not { Count: > 0 and <= MostSigners })
        {
            return Refusal.Invalid("people.count", $"请选择 1 至 {MostSigners} 名人员。", new FieldProblem(place, $"应为 1 至 {MostSigners} 名"));
        }

        var people = (await colleagues.Named([.. given.Select(one => one.PersonId).OfType<string>()], ct)).Where(person => !person.Closed).Select(person => person.Id).ToHashSet();
        var (read, problems) = (new List<Assignment>(), new List<FieldProblem>());
        for (var at = 0; at < given.Count; at++)
        {
            var one = given[at];
            var path = given.Count == 1 && place == "to" ? place : $"{place}[{at}]";
            if (one.PersonId is { } person)
            {
                read.Add(new([person], null, null, []));
                Check(people.Contains(person), path, "没有这名人员，或者其账号已停用", problems);
            }
            else
            {
                read.Add(new([], one.UnitId, one.Role, []));
                Check(one.UnitId is not null && await units.Find(one.UnitId, ct) is not null, path, "请选择人员或者单位", problems);
                Check(one.Role is null || RoleCatalog.Names.ContainsKey(one.Role), path, "没有这个岗位", problems);
            }
        }

        return problems.Count > 0 ? Refusal.Invalid("people.unknown", "所选人员或单位有误。", problems) : read;
    }

    /// <summary>Who gets a task: passed on (转办) only whose it may become, see <see cref="TaskRow.MayBecome"/>. Asked (委派) can be anybody,
    /// since the task comes back.</summary>
    public async Task<Outcome<Assignment>> Receiver(TaskRow? task, SomebodyInput? given, bool comesBack, CancellationToken ct)
    {
        var read = await Read(given is null ? null : [given], "to", ct);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var to = read.Value![0];
        if (comesBack || task?.ForUnit is not { } unit)
        {
            return to;
        }

        var fits = to.Persons.Count == 0
            ? task.MayBecome(to.Unit, to.Role is null ? [] : [to.Role])
            : (await colleagues.Named(to.Persons, ct)).All(person => task.MayBecome(person.UnitId, person.Roles));
        return fits
            ? to
            : Refusal.Invalid(
                "people.other-unit",
                $"该任务由“{await units.Find(unit, ct) ?? unit}”承办，只能转办给该单位{(task.ForRole is null ? "" : $"“{RoleCatalog.Names.GetValueOrDefault(task.ForRole, task.ForRole)}”岗位")}的人员；需要听取其他人意见的，请用委派或者沟通。",
                new FieldProblem("to", "请选择承办单位的人员"));
    }

    public static Refusal? Reason(string? reason) => reason?.Trim().Length is > 0 and <= LongestReason
        ? null
        : Refusal.Invalid("deed.reason", $"请填写理由（{LongestReason} 字以内）。", new FieldProblem("reason", $"应为 1 至 {LongestReason} 个字"));

    public async Task<TaskDeskDocument> View(TaskDesk desk, TaskRow task, Actor actor, CancellationToken ct)
    {
        var mine = task.Status == TaskRowStatus.Open && task.MayDecide(actor);
        var ids = desk.Seats.SelectMany(seat => (string?[])[.. seat.Persons, seat.Actor, seat.AddedBy, seat.AskedBy, seat.Name]).OfType<string>().ToHashSet();
        var names = (await colleagues.Named(ids, ct)).ToDictionary(person => person.Id, person => person.Name);
        string? Named(string? id) => id is null ? null : names.GetValueOrDefault(id, id);
        return new(
            mine || desk.Seats.Count == 0 ? desk.Operations : [], mine ? desk.Returns : [], desk.Mode, desk.Pass, desk.Over,
            [.. desk.Seats.Select(seat => new SeatView(
                seat.TaskId, Named(seat.Name)!, [.. seat.Persons.Select(id => Named(id)!)], seat.Unit, seat.Role, seat.Weight, seat.Veto, seat.State.ToString(),
                seat.Outcome, Named(seat.Actor), seat.Added?.ToString(), Named(seat.AddedBy), seat.Level, Named(seat.AskedBy), seat.TaskId is not null && (seat.AddedBy == actor.Id || actor.StandsInFor.Any(principal => principal.Person.Id == seat.AddedBy && principal.Covers(task))), seat.TaskId == task.Id))]);
    }

    /// <summary>The inside of an instance with people's names instead of their ids.</summary>
    public async Task<InsideDocument> View(InsideDocument inside, CancellationToken ct)
    {
        var named = await Namer(inside.Tasks.SelectMany(task => task.Persons).Concat(inside.Steps.SelectMany(step => step.Handlers).SelectMany(one => one.Persons)), ct);
        return inside with
        {
            Tasks = [.. inside.Tasks.Select(task => task with { Persons = named(task.Persons) })],
            Steps = [.. inside.Steps.Select(step => step with { Handlers = [.. step.Handlers.Select(one => one with { Persons = named(one.Persons) })] })],
        };
    }

    /// <summary>The plan with people's names instead of their ids.</summary>
    public async Task<StepPreviewDocument> View(StepPreview preview, CancellationToken ct)
    {
        var plan = LifeViews.View(preview);
        var named = await Namer(plan.CancelledTasks.Concat(plan.DeferredTasks).SelectMany(task => task.Persons).Concat(plan.Tasks.SelectMany(task => task.Persons)), ct);
        return plan with
        {
            CancelledTasks = [.. plan.CancelledTasks.Select(task => task with { Persons = named(task.Persons) })],
            DeferredTasks = [.. plan.DeferredTasks.Select(task => task with { Persons = named(task.Persons) })],
            Tasks = [.. plan.Tasks.Select(task => task with { Persons = named(task.Persons) })],
        };
    }

    private async Task<Func<IReadOnlyList<string>, string[]>> Namer(IEnumerable<string> ids, CancellationToken ct)
    {
        var names = (await colleagues.Named([.. ids.Distinct()], ct)).ToDictionary(person => person.Id, person => person.Name);
        return persons => [.. persons.Select(id => names.GetValueOrDefault(id, id))];
    }

    private static void Check(bool right, string path, string what, List<FieldProblem> problems)
    {
        if (!right)
        {
            problems.Add(new(path, what));
        }
    }
}
