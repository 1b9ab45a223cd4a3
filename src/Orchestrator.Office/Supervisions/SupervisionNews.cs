using Orchestrator.Office.Matters;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

/// <summary>What is told about a supervision: lines in the bell and in the path of the case or matter.</summary>
internal static class SupervisionNews
{
    public const string Kind = "Supervision";

    /// <summary>Those who have the task, and the heads of the unit it is done for who have it not themselves.</summary>
    public static async Task ToHolders(Supervision one, TaskRow task, string what, string? body, string key, UnitOfWork work)
    {
        foreach (var person in task.Persons)
        {
            await NoticeBook.ToPerson(work, About(one), Kind, what, person, $"{key}:{person}", body);
        }

        var offered = task.Unit is not null || task.Role is not null;
        if (offered)
        {
            await NoticeBook.ToPost(work, About(one), Kind, what, task.Unit, task.Role, key, body);
        }

        var heads = one.UnitId is null ? [] : await work.Service<Signatories>().HeadsOf(one.UnitId, work.Cancellation);
        foreach (var head in heads.Where(head => !task.Persons.Contains(head.Id) && !(offered && HasPost(head, task))))
        {
            await NoticeBook.ToPerson(work, About(one), Kind, what, head.Id, $"{key}:{head.Id}", body);
        }
    }

    public static Task ToOffice(Supervision one, string what, string? body, string key, UnitOfWork work) =>
        NoticeBook.ToPost(work, About(one), Kind, what, SupervisionRights.Office, SupervisionRights.Office, $"{key}:office", body);

    /// <param name="task">Whose holders are told the same; a leader among them is told once.</param>
    public static Task ToLeader(Supervision one, string what, string? body, string key, UnitOfWork work, TaskRow? task = null) => one.LeaderId is { } leader && task?.Persons.Contains(leader) != true
        ? NoticeBook.ToPerson(work, About(one), Kind, what, leader, $"{key}:leader", body)
        : Task.CompletedTask;

    /// <summary>The line in 办理过程.</summary>
    public static async Task Record(Supervision one, string text, string? words, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Matters.FindAsync([one.RootId], work.Cancellation) is { } matter)
        {
            await db.Write(matter, work, Kind, text, comment: words);
            work.Changed("matters");
        }
        else if (await db.LockedCase(one.RootId, work) is { } row)
        {
            await db.Write(row, work, Kind, text, words, step: one.Step, taskId: one.TaskId);
            work.Changed($"case:{row.Id}");
        }

        work.Changed("supervisions");
    }

    public static string StepName(string step) => MatterStage.IsStep(step) ? MatterStage.StepName(step) : CaseSentence.StepName(step);

    private static bool HasPost(Colleague person, TaskRow task) =>
        (task.Unit is null || task.Unit == person.UnitId) && (task.Role is null || person.Roles.Contains(task.Role));

    private static NoticeSubject About(Supervision one) => new(one.FlowTitle, one.CampaignId, one.RootId, one.TaskId);
}
