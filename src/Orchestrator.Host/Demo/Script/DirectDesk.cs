using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Demo.Clock;
using Orchestrator.Host.Demo.Prose;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Orchestrator.Submission;
using Orchestrator.Submission.Attachments;
using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Host.Demo.Script;

/// <summary>Plays inside the program: the same commands as the API's, by actors of the right roles.</summary>
public sealed class DirectDesk(
    DemoClock clock, DemoTime time, CommandRunner commands, IServiceScopeFactory scopes, CampaignTemplates templates, CampaignStarter starter,
    AttachmentFiles files, AttachmentOptions limits) : ICampaignDesk
{
    public const string CampaignId = "jdgg2020";

    public Task<DateTimeOffset> Now() => Task.FromResult(clock.GetUtcNow());

    public Task MoveClock(DateTimeOffset to) => time.MoveTo(to, CancellationToken.None);

    public async Task<IReadOnlyList<DeskCase>> StartCampaign(DemoPerson by)
    {
        var plan = Plan(templates.All.First(template => template.Id == "street-reform-2020"));
        await Run(by, "script:plan", "Campaigns.Plan", CampaignId, work => CampaignOperations.Plan(plan, work, CampaignId));
        await Run(by, "script:start", "Campaigns.Start", CampaignId, work => CampaignOperations.Start(CampaignId, work));
        await starter.StartPending();
        await time.MoveTo(clock.GetUtcNow(), CancellationToken.None);
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OfficeDb>().Cases.Where(row => row.CampaignId == CampaignId)
            .Select(row => new DeskCase(row.Id, row.UnitId, row.DocumentCode)).ToListAsync();
    }

    public async Task<IReadOnlyList<DeskTask>> OpenTasks()
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<DemoDb>().Database.SqlQuery<OpenRow>(
            $"select id, step, form, root_id, round, unit, role, revision, opened_at, due_at, held_since, payload from rt_tasks where status = 'Open' and correlation_id = {CampaignId}").ToListAsync();
        return [.. rows.Select(row => new DeskTask(
            row.id, row.step, row.form, row.root_id, row.round, row.unit, row.role, row.revision, UtcTicks.From(row.opened_at),
            row.due_at is { } due ? UtcTicks.From(due) : null, row.held_since is not null, row.payload is { } payload ? JsonText.Parse(payload) as JsObject : null))];
    }

    public async Task<CaseBook> Book(DemoPerson reader, string caseId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var book = await OpinionQueries.Book(caseId, scope.ServiceProvider.GetRequiredService<OfficeDb>(), reader.Actor(), CancellationToken.None)
            ?? throw new InvalidOperationException($"{reader.Name} 看不到 {caseId} 的意见。");
        return new CaseBook(
            [.. book.Opinions.Select(opinion => new DeskOpinion(
                opinion.Id, opinion.Round, opinion.UnitId, opinion.Location, opinion.Original, opinion.Proposed, opinion.Reason, opinion.ItemId, opinion.Disposition))],
            book.ToConfirm, book.ToAnswer, [.. book.Disputes.Where(dispute => dispute.ClosedAt is null).SelectMany(dispute => dispute.ItemIds)]);
    }

    public async Task Write(DemoPerson writer, string caseId, DraftContent draft)
    {
        await using var scope = scopes.CreateAsyncScope();
        var present = await scope.ServiceProvider.GetRequiredService<SubmissionDb>().Drafts.SingleOrDefaultAsync(row => row.CaseId == caseId);
        var canonical = CanonicalVersion.Write(draft, []);
        if (present?.Content != canonical)
        {
            var revision = present?.Revision ?? 0;
            Done("Drafts.Save", writer, caseId, await commands.Save(writer.Actor(), "Drafts.Save", work => StoreDraft.Over(revision, caseId, canonical, work)));
        }

        if (present is null && (caseId.EndsWith("-7", StringComparison.Ordinal) || caseId.EndsWith("-8", StringComparison.Ordinal)))
        {
            await Attach(writer, caseId);
        }
    }

    public Task Decide(DemoPerson person, string commandId, DeskTask task, string outcome, JsObject data) =>
        Run(person, commandId, "Tasks.Complete", task.Id, work => work.Workflows.CompleteTask(task.Id, task.Revision, outcome, data));

    public Task Withdraw(DemoPerson by, string caseId, string reason) =>
        Run(by, $"script:withdraw:{caseId}", "Cases.Withdraw", caseId, work => Withdrawing.Ask(caseId, reason, work));

    public Task Hold(DemoPerson by, string caseId, string reason) =>
        Run(by, $"script:hold:{caseId}", "Cases.Hold", caseId, work => Holding.Hold(caseId, reason, work));

    public Task<ExtensionAnswer> AskForTime(DemoPerson by, DeskTask task, int days, string reason) =>
        Run(by, $"script:extend:{task.Id}", "Cases.Extend", task.CaseId, work => Extending.Ask(task.CaseId, task.Id, days, reason, work));

    public Task GrantTime(DemoPerson by, string requestId) =>
        Run(by, $"script:grant:{requestId}", "Extensions.Decide", requestId, work => Extending.Decide(requestId, true, "同意延期。", work));

    // The two documents about people and institutions come with a table.
    private async Task Attach(DemoPerson writer, string caseId)
    {
        using var table = new MemoryStream(Workbook.OfInstitutions(writer.UnitId!));
        var received = await files.Receive(table, CancellationToken.None);
        const string Name = "机构和人员情况表（演示）.xlsx";
        var outcome = await commands.Run(
            new CommandHead($"script:attach:{caseId}", "Attachments.Upload", writer.Actor(), "case", caseId), work => AddAttachment.To(caseId, Name, received, limits, work));
        if (outcome.Replayed || outcome.Refusal is not null)
        {
            files.Delete(received.StoredAs);
        }
    }

    private static CampaignPlan Plan(CampaignTemplate template) => new(
        template.Id, template.Name, template.Start, template.Units, template.Documents, template.Rounds, template.MaxRounds, template.Deadlines);

    private async Task<T> Run<T>(DemoPerson by, string commandId, string name, string of, Func<UnitOfWork, Task<Outcome<T>>> body) =>
        Done(name, by, of, await commands.Run(new CommandHead(commandId, name, by.Actor(), "demo", of), body));

    private static T Done<T>(string name, DemoPerson by, string of, Outcome<T> outcome) => outcome.Refusal is { } no
        ? throw new InvalidOperationException($"{by.Name} {name} {of}: {no.Code} {no.Message} {string.Join('；', no.Problems.Select(problem => $"{problem.Path} {problem.Message}"))}")
        : outcome.Value!;

    // The names are those of the columns.
#pragma warning disable IDE1006, SA1300
    private sealed record OpenRow(
        string id, string step, string form, string root_id, int round, string? unit, string? role, long revision, long opened_at, long? due_at, long? held_since, string? payload);
#pragma warning restore IDE1006, SA1300
}
