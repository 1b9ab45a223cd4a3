using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

public sealed record CopiesSent(string CircularId, int Copies);

/// <summary>What the sender of copies does: send, remind who has not read, take back what was not read.</summary>
public static class Circulating
{
    private const int MostCopies = 500;
    private const int LongestRemark = 500;
    private static readonly TimeSpan BetweenReminders = TimeSpan.FromDays(1);

    /// <param name="flow">The caller has made sure that the actor belongs to it.</param>
    public static async Task<Outcome<CopiesSent>> Send(InstanceRow flow, string? remark, IReadOnlyList<Colleague> persons, UnitOfWork work)
    {
        var (text, problem) = ShortText.Check(remark, "remark", "附言", LongestRemark, least: 0);
        var problems = new List<FieldProblem?> { problem, CheckPersons(persons, work.Actor) }.OfType<FieldProblem>().ToList();
        if (problems.Count > 0)
        {
            return Refusal.Invalid("copies.invalid", problems[0].Message, problems);
        }

        if (await MatterVoiding.Stops(flow.Id, work) is { } stopped)
        {
            return stopped;
        }

        var db = work.Db<OfficeDb>();
        var circular = new Circular
        {
            Id = Guid.CreateVersion7(work.Now).ToString("N"),
            RootId = flow.Id,
            CampaignId = flow.CorrelationId,
            FlowTitle = flow.Name ?? flow.Id,
            SenderId = work.Actor.Id,
            SenderName = work.Actor.Name,
            SenderUnitName = work.Actor.UnitName,
            Remark = text.Length == 0 ? null : text,
            SentAt = work.Now,
        };
        db.Circulars.Add(circular);
        foreach (var person in persons)
        {
            db.Copies.Add(new Copy { CircularId = circular.Id, PersonId = person.Id, RootId = flow.Id, PersonName = person.Name, UnitName = person.UnitName, State = CopyState.Unread });
            await Tell(circular, "Copy", $"{work.Actor.Name}传阅给您", person.Id, circular.Remark, work);
        }

        if (await db.LockedCase(flow.Id, work) is { } row)
        {
            await db.Write(row, work, "Copy", $"传阅给{Names(persons)}", circular.Remark);
            work.Changed($"case:{row.Id}");
        }

        work.Changed("talk");
        return new CopiesSent(circular.Id, persons.Count);
    }

    /// <summary>催阅, once a day for one circular.</summary>
    public static async Task<Outcome<Done>> Remind(string circularId, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await Mine(circularId, work) is not { } circular)
        {
            return Unknown();
        }

        if (await MatterVoiding.Stops(circular.RootId, work) is { } stopped)
        {
            return stopped;
        }

        var unread = await db.Copies.Where(copy => copy.CircularId == circularId && copy.State == CopyState.Unread).Select(copy => copy.PersonId).ToListAsync(work.Cancellation);
        if (unread.Count == 0)
        {
            return Refusal.Conflict("copies.read", "没有未读的收件人，不必催阅。");
        }

        var before = work.Now - BetweenReminders;
        if (await db.Circulars.Where(one => one.Id == circularId && (one.RemindedAt == null || one.RemindedAt <= before))
            .ExecuteUpdateAsync(one => one.SetProperty(row => row.RemindedAt, work.Now), work.Cancellation) == 0)
        {
            return Refusal.Conflict("copies.reminded", "一天之内已经催阅过，请稍后再催。");
        }

        foreach (var person in unread)
        {
            await Tell(circular, "CopyReminder", $"{circular.SenderName}提醒您阅读（催阅）", person, circular.Remark, work);
        }

        work.Changed("talk");
        return Done.Value;
    }

    /// <param name="personIds">Null: everybody who has not read.</param>
    public static async Task<Outcome<Done>> TakeBack(string circularId, IReadOnlyList<string>? personIds, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await Mine(circularId, work) is null)
        {
            return Unknown();
        }

        string[] chosen = [.. personIds ?? []];
        var everybody = personIds is null;
        if (await db.Copies.Where(copy => copy.CircularId == circularId && copy.State == CopyState.Unread && (everybody || chosen.Contains(copy.PersonId)))
            .ExecuteUpdateAsync(copy => copy.SetProperty(row => row.State, CopyState.TakenBack), work.Cancellation) == 0)
        {
            return Refusal.Conflict("copies.read", "收件人都已阅读，不能收回。");
        }

        work.Changed("talk");
        return Done.Value;
    }

    private static async Task<Circular?> Mine(string circularId, UnitOfWork work) =>
        await work.Db<OfficeDb>().Circulars.AsNoTracking().FirstOrDefaultAsync(one => one.Id == circularId && one.SenderId == work.Actor.Id, work.Cancellation);

    private static Task Tell(Circular circular, string kind, string what, string personId, string? body, UnitOfWork work) => NoticeBook.ToPerson(
        work, new(circular.FlowTitle, circular.CampaignId, null, null), kind, what, personId, $"{circular.Id}:{personId}:{work.Now.UtcTicks}", body);

    private static string Names(IReadOnlyList<Colleague> persons) =>
        persons.Count <= 5 ? string.Join("、", persons.Select(person => person.Name)) : $"{string.Join("、", persons.Take(5).Select(person => person.Name))}等{persons.Count}人";

    private static FieldProblem? CheckPersons(IReadOnlyList<Colleague> persons, Actor actor) =>
        persons.Count == 0 ? new("personIds", "请选择传阅给谁。")
        : persons.Any(person => person.Id == actor.Id) ? new("personIds", "不能传阅给自己。")
        : persons.Count > MostCopies ? new("personIds", $"一次最多传阅给{MostCopies}人，所选共{persons.Count}人。")
        : null;

    private static Refusal Unknown() => Refusal.NotFound("copies.unknown", "没有您发出的这件传阅。");
}
