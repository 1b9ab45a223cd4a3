using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Demo.Clock;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Orchestrator.Submission;
using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Host.Demo.Script;

/// <summary>Plays inside the program: the same commands as the API's, by actors of the right roles.</summary>
public sealed class DirectDesk(
    DemoClock clock, DemoTime time, CommandRunner commands, TaskQueries tasks, IServiceScopeFactory scopes, CampaignTemplates templates, CampaignStarter starter) : ICampaignDesk
{
    public const string CampaignId = "jdgg2020";
    private IReadOnlyList<string> _roots = [];

    public Task<DateTimeOffset> Now() => Task.FromResult(clock.GetUtcNow());

    public Task MoveClock(DateTimeOffset to) => time.MoveTo(to, CancellationToken.None);

    public async Task<IReadOnlyList<DeskCase>> StartCampaign(DemoPerson by)
    {
        var plan = templates.All.First(template => template.Id == "street-reform-2020").Plan();
        await Run(by, "script:plan", "Campaigns.Plan", CampaignId, work => CampaignOperations.Plan(plan, work, CampaignId));
        await Run(by, "script:start", "Campaigns.Start", CampaignId, work => CampaignOperations.Start(CampaignId, work));
        await starter.StartPending();
        await time.MoveTo(clock.GetUtcNow(), CancellationToken.None);
        await using var scope = scopes.CreateAsyncScope();
        var cases = await scope.ServiceProvider.GetRequiredService<OfficeDb>().Cases.Where(row => row.CampaignId == CampaignId)
            .Select(row => new DeskCase(row.Id, row.UnitId, row.DocumentCode)).ToListAsync();
        _roots = [.. cases.Select(one => one.Id), .. plan.Documents!.Select(document => CaseInput.TemplateId(CampaignId, document.Code))];
        return cases;
    }

    public async Task<IReadOnlyList<DeskTask>> OpenTasks() =>
        [.. (await tasks.OpenOf(CampaignId)).Select(task => new DeskTask(
            task.Id, task.Step, task.Form, task.RootId, task.Round, task.Unit, task.Role, task.Revision, task.OpenedAt, task.DueAt, task.HeldSince is not null,
            task.Payload is { } payload ? JsonText.Parse(payload) as JsObject : null))];

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
            await Run(writer, $"script:draft:{caseId}:{revision}", "Drafts.Save", caseId, work => StoreDraft.Over(revision, caseId, canonical, work));
        }
    }

    public Task Decide(DemoPerson person, string commandId, DeskTask task, string outcome, JsObject data) =>
        Run(person, commandId, "Tasks.Complete", task.Id, work => work.Workflows.CompleteTask(task.Id, task.Revision, outcome, data));

    public Task Withdraw(DemoPerson by, string caseId, string reason) =>
        Run(by, $"script:withdraw:{caseId}", "Cases.Withdraw", caseId, work => Withdrawing.Request(caseId, reason, work));

    public Task Hold(DemoPerson by, string caseId, string reason) =>
        Run(by, $"script:hold:{caseId}", "Cases.Hold", caseId, work => Holding.Hold(caseId, reason, work));

    public Task<ExtensionAnswer> AskForTime(DemoPerson by, DeskTask task, int days, string reason) =>
        Run(by, $"script:extend:{task.Id}", "Cases.Extend", task.CaseId, work => Extending.Request(task.CaseId, task.Id, days, reason, work));

    public Task GrantTime(DemoPerson by, string requestId) =>
        Run(by, $"script:grant:{requestId}", "Extensions.Decide", requestId, work => Extending.Decide(requestId, true, "同意延期。", work));

    private async Task<T> Run<T>(DemoPerson by, string commandId, string name, string of, Func<UnitOfWork, Task<Outcome<T>>> body)
    {
        var outcome = await commands.Run(new CommandHead(commandId, name, by.Actor(), "demo", of), body);
        return outcome.Refusal is { } no
            ? throw new InvalidOperationException($"{by.Name} {name} {of}: {no.Code} {no.Message} {string.Join('；', no.Problems.Select(problem => $"{problem.Path} {problem.Message}"))}")
            : outcome.Value!;
    }
}
