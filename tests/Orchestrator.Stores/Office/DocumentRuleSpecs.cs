using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Documents;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;
using Orchestrator.Stores.Runtime;
using Orchestrator.Submission;
using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Office;

/// <summary>Rules T-07, T-08, T-09 and T-12 where both services and the database have a part in them.</summary>
public abstract class DocumentRuleSpecs(OfficeBench bench)
{
    private static readonly Actor Clerk = Person("D1", "BM-JB");

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_delete_a_submitted_version()
    {
        var id = await Started("t07");
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        FormattableString[] deeds =
        [
            $"update su_versions set content = '改过', title = '改过' where case_id = {id}", $"delete from su_versions where case_id = {id}",
        ];
        foreach (var deed in deeds)
        {
            (await Should.ThrowAsync<System.Data.Common.DbException>(() => Submission(db => db.Database.ExecuteSqlAsync(deed))))
                .Message.ShouldContain("su_versions：已固定的记录不得修改或删除");
        }

        var version = await Submission(db => db.Versions.SingleAsync(version => version.CaseId == id));
        (version.Number, version.Intact).ShouldBe(("v1.0", true));
    }

    [Fact]
    public async Task A_round_has_one_open_submission_whoever_tries_to_add_another()
    {
        var id = await Started("t08");
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");

        var second = await bench.Run(Clerk, work =>
        {
            work.Db<SubmissionDb>().Add(new OpenSubmission
            {
                CaseId = id,
                Version = "v1.9",
                Round = 1,
                DocumentCode = "8",
                Status = SubmissionStatus.Open,
                OpenedAt = work.Now,
            });
            return Task.FromResult<Outcome<Done>>(Done.Value);
        }).ContinueWith(run => run.IsFaulted, TaskScheduler.Default);

        second.ShouldBeTrue("the unique index on open submissions of a round");
        (await Submission(db => db.Submissions.Where(submission => submission.CaseId == id).ToListAsync())).ShouldHaveSingleItem().Version.ShouldBe("v1.0");
    }

    [Fact]
    public async Task A_draft_on_an_older_template_is_submitted_only_with_a_reason_or_after_changing_over()
    {
        var id = await WithTemplate("t09");
        var revise = await bench.Open(id, "Revise");
        (await InUse(id, revise)).Newer.ShouldBeNull();
        (await bench.Run(Clerk, work => StoreDraft.ChangeTemplate(revise, work))).Refusal!.Code.ShouldBe("template.current");
        await Republish("t09", "二、职责");
        (await InUse(id, revise)).Newer.ShouldBe(2);

        await bench.Write(id, "正文");
        var refused = (await bench.Try(id, "Revise", "Submit", Replies())).Refusal.ShouldNotBeNull();
        refused.Code.ShouldBe("template.outdated");
        refused.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Path.ShouldBe("data.templateReason"), problem => problem.Message.ShouldContain("第 2 版"));

        await bench.Decide(id, "Revise", "Submit", Replies(("templateReason", "本区已经按第一版印制，下一轮再改")));
        var kept = await Submission(db => db.Versions.SingleAsync(version => version.CaseId == id && version.Number == "v2.0"));
        (kept.TemplateVersion, kept.TemplateReason).ShouldBe((1, "本区已经按第一版印制，下一轮再改"));
        await bench.Decide(id, "InternalApproval", "SendBack", JsObject.Of(("comment", "请改用新模板")));

        revise = await bench.Open(id, "Revise");
        (await bench.Run(Clerk, work => StoreDraft.ChangeTemplate(revise, work))).Required().TemplateVersion.ShouldBe(2);
        var inUse = await InUse(id, revise);
        (inUse.Used!.Version, inUse.Newer).ShouldBe((2, null));
        inUse.Used.Sections.Select(section => section.Heading).ShouldBe(["一、总则", "二、职责"]);
        await bench.Decide(id, "Revise", "Submit", Replies());
        var changed = await Submission(db => db.Versions.SingleAsync(version => version.CaseId == id && version.Number == "v2.1"));
        (changed.TemplateVersion, changed.TemplateReason).ShouldBe((2, null));
    }

    [Fact]
    public async Task A_template_is_worked_over_once_at_a_time_and_only_after_it_was_published()
    {
        bench.Clock.Now = At(7, 27);
        await bench.Campaign(bench.Plan(["D1"], "7"), "rev");
        var force = Person("ZB", "ZB");
        Task<Outcome<TemplateRevisionStarted>> Begin(string? reason, string code = "7") => bench.Run(force, work => TemplateRevision.Begin("rev", code, reason, work));
        (await Begin("口径调整")).Refusal!.Code.ShouldBe("template.not-published");
        (await Begin("口径调整", "99")).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        await PublishFirst("rev", "7");
        (await Begin(" ")).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("reason");

        (await Begin("口径调整")).Required().Version.ShouldBe(2);

        (await Begin("口径调整")).Refusal!.Code.ShouldBe("template.in-revision");
        (await bench.Open(CaseInput.TemplateId("rev", "7") + "-2", "Template")).Title.ShouldContain("修订");
    }

    [Fact]
    public async Task A_case_without_drafting_explanation_is_not_proposed_and_not_listed_until_the_unit_has_added_it()
    {
        var id = await ReadyToPropose("t12", explanation: "");

        var refused = (await bench.Try(id, "Propose", "Propose")).Refusal.ShouldNotBeNull();
        refused.Code.ShouldBe("materials.explanation");
        refused.Message.ShouldContain("缺少起草说明");

        await bench.Decide(id, "Propose", "SendBack", JsObject.Of(("comment", "请补起草说明")));
        (await bench.Try(id, "PreMeeting", "Submit")).Refusal!.Problems.ShouldHaveSingleItem().Path.ShouldBe("draft.explanation");
        await bench.Write(id, "正文");
        await bench.Decide(id, "PreMeeting", "Submit");
        await bench.Decide(id, "Propose", "Propose");
        await bench.Decide(id, "Agenda", "List", JsObject.Of(("meeting", "市委常委会第5次会议"), ("meetingDate", "2020-09-20")));
        (await bench.Case(id)).Stage.ShouldBe(CaseStage.OnAgenda);
    }

    [Theory]
    [InlineData("reviews/opinion-sign", "Sign")]
    [InlineData("reviews/internal-approval", "Approve")]
    [InlineData("reviews/intake", "Accept")]
    public async Task A_form_of_document_review_in_an_instance_without_a_case_is_refused_not_broken(string form, string outcome)
    {
        var name = $"stray-{form[8..]}";
        var flow = Flows.Document(name, Flows.Task("stray", "BM-FZ", "D1", ("form", Flows.Literal(form)), ("outcomes", new System.Text.Json.Nodes.JsonArray(outcome))));
        (await bench.Get<DefinitionStore>().Import(flow)).Problems.ShouldBeEmpty();
        (await bench.Run(Person("ZB", "ZB"), work => work.Workflows.Start(new StartInstance(name, name, "散件", null, new JsObject())))).Required();

        var refused = (await bench.Try(name, "stray", outcome)).Refusal.ShouldNotBeNull();

        (refused.Kind, refused.Code).ShouldBe((RefusalKind.Conflict, "case.not-registered"));
        refused.Message.ShouldContain(name);
        (await bench.Open(name, "stray")).Revision.ShouldBe(1);
    }

    private static JsObject Replies(params (string Name, object? Value)[] more) => JsObject.Of([("replies", new JsArray()), .. more]);

    private async Task<string> Started(string campaign)
    {
        bench.Clock.Now = At(7, 27);
        return CaseInput.CaseId(await bench.Campaign(bench.Plan(["D1"], "8"), campaign), "D1", "8");
    }

    private async Task<string> Reviewed(string campaign, string code, string explanation = "起草说明")
    {
        bench.Clock.Now = At(7, 27);
        var id = CaseInput.CaseId(await bench.Campaign(bench.Plan(["D1"], code), campaign), "D1", code);
        await bench.Write(id, "正文", explanation);
        await bench.Decide(id, "Draft", "Submit");
        await Review(id);
        return id;
    }

    private async Task Review(string id)
    {
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        foreach (var task in (await bench.Tasks.OfCase(id, openOnly: true)).Where(task => task.Step == "Review").ToList())
        {
            await bench.Decide(id, "Review", "Submit", JsObject.Of(("result", "NoObjection")), task.Unit);
            await bench.Decide(id, "ReviewSign", "Sign", null, task.Unit);
        }
    }

    private async Task<string> WithTemplate(string campaign)
    {
        var id = await Reviewed(campaign, "7");
        await bench.Decide(id, "Consolidate", "Done", Nothing());
        await PublishFirst(campaign, "7");
        await bench.Decide(id, "Feedback", "Send", JsObject.Of(("comment", "请按模板修改")));
        return id;
    }

    private async Task<string> ReadyToPropose(string campaign, string explanation)
    {
        var plan = bench.Plan(["D1"], "8");
        bench.Clock.Now = At(7, 27);
        plan = plan with { Documents = [.. plan.Documents!.Select(document => document with { Template = false, Legal = null })], Rounds = 1, MaxRounds = 2 };
        var id = CaseInput.CaseId(await bench.Campaign(plan, campaign), "D1", "8");
        await bench.Write(id, "正文", explanation);
        await bench.Decide(id, "Draft", "Submit");
        await Review(id);
        await bench.Decide(id, "Consolidate", "Pass", Nothing());
        return id;
    }

    private async Task PublishFirst(string campaign, string code)
    {
        var template = CaseInput.TemplateId(campaign, code);
        bench.Clock.Now = At(9, 1, 19);
        await bench.Get<BackgroundWork>().Settle();
        foreach (var task in await bench.Tasks.OfCase(template, openOnly: true))
        {
            if (task.Step == "TemplateCutOff")
            {
                await bench.Decide(template, "TemplateCutOff", "Confirm");
            }
        }

        await Publish(template, "一、总则");
    }

    private async Task Republish(string campaign, string added)
    {
        var revision = (await bench.Run(Person("ZB", "ZB"), work => TemplateRevision.Begin(campaign, "7", "口径调整", work))).Required();
        await Publish(revision.InstanceId, "一、总则", added);
    }

    private Task Publish(string template, params string[] headings) => bench.Decide(template, "Template", "Publish", JsObject.Of(
        ("title", "统一模板"),
        ("sections", new JsArray(headings.Select(heading => (object?)JsObject.Of(("heading", heading), ("required", true), ("locked", false)))))));

    private static JsObject Nothing() => JsObject.Of(("items", new JsArray()));

    private async Task<TemplateInUse> InUse(string id, TaskRow task) =>
        await Submission(async db => await TemplateInUse.Of(db, task, await db.Drafts.SingleOrDefaultAsync(draft => draft.CaseId == id), default));

    private async Task<T> Submission<T>(Func<SubmissionDb, Task<T>> query)
    {
        await using var scope = bench.Get<IServiceScopeFactory>().CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<SubmissionDb>());
    }

    private static DateTimeOffset At(int month, int day, int hour = 10) => new(2020, month, day, hour, 0, 0, TimeSpan.FromHours(8));
}

public sealed class DocumentRulesOnSqlite(SqliteOffice bench) : DocumentRuleSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class DocumentRulesOnPostgres(PostgresOffice bench) : DocumentRuleSpecs(bench), IClassFixture<PostgresOffice>;
