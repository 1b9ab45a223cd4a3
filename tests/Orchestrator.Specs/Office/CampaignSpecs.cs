using System.Text.Json;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Values;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

public sealed class CampaignSpecs
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.AsKnownOn(new DateOnly(2020, 7, 27));
    private static readonly KnownUnits Units = new(new[] { "BB", "ZB", "ZZ", "ZF", "CZ", "RS", "SF", "WB", "CW", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8" }.ToDictionary(id => id, id => id + "单位"));

    [Fact]
    public void The_shipped_plan_is_in_order_and_falls_on_the_days_of_the_notice()
    {
        var plan = Shipped();

        CampaignCheck.Check(plan, Units, Calendar).ShouldBeEmpty();
        var days = CampaignSchedule.Of(plan, Calendar).Milestones.ToDictionary(milestone => milestone.Key);
        days["deadlines.submit.1"].Date.ShouldBe(new DateOnly(2020, 8, 10));
        days["deadlines.template"].Date.ShouldBe(new DateOnly(2020, 8, 31));
        days["deadlines.submit.2"].Date.ShouldBe(new DateOnly(2020, 9, 8));
        days["deadlines.submit.2"].WorkingDays.ShouldBe(6);
        days["deadlines.feedback.2"].Date.ShouldBe(new DateOnly(2020, 9, 15));
        days["deadlines.submit.1"].DueAt.ShouldBe(new DateTimeOffset(2020, 8, 10, 18, 0, 0, TimeSpan.FromHours(8)));
        plan.Documents!.Count.ShouldBe(8);
        (plan.Units!.Count * plan.Documents.Count).ShouldBe(64);
    }

    public static TheoryData<string, Func<CampaignPlan, CampaignPlan>> Mistakes => new()
    {
        { "name", plan => plan with { Name = " " } },
        { "rounds", plan => plan with { Rounds = 0 } },
        { "maxRounds", plan => plan with { MaxRounds = 6 } },
        { "maxRounds", plan => plan with { Rounds = 3, MaxRounds = 2, Deadlines = plan.Deadlines } },
        { "units", plan => plan with { Units = [] } },
        { "units[1]", plan => plan with { Units = ["D1", "D9"] } },
        { "units[2]", plan => plan with { Units = ["D1", "D2", "D1"] } },
        { "documents", plan => plan with { Documents = [] } },
        { "documents[1].code", plan => Second(plan, document => document with { Code = "1" }) },
        { "documents[1].code", plan => Second(plan, document => document with { Code = "../x" }) },
        { "documents[1].title", plan => Second(plan, document => document with { Title = "" }) },
        { "documents[1].class", plan => Second(plan, document => document with { Class = "三类" }) },
        { "documents[1].leads", plan => Second(plan, document => document with { Leads = [] }) },
        { "documents[1].leads[0]", plan => Second(plan, document => document with { Leads = ["XX"] }) },
        { "documents[1].reviewers", plan => Second(plan, document => document with { Reviewers = [] }) },
        { "documents[1].reviewers[0].unitId", plan => Second(plan, document => document with { Reviewers = [new("XX")] }) },
        { "documents[1].reviewers[1].unitId", plan => Second(plan, document => document with { Reviewers = [new("ZZ"), new("ZZ")] }) },
        { "documents[1].reviewers", plan => Second(plan, document => document with { Reviewers = [new("D1")] }) },
        { "documents[1].reviewers[0].policy", plan => Second(plan, document => document with { Reviewers = [new("ZZ", true, SilencePolicy.AssumeNoObjection)] }) },
        { "documents[1].legal.unitId", plan => Second(plan, document => document with { Legal = new PlannedLegalReview(true, null) }) },
        { "deadlines.intake", plan => plan with { Deadlines = plan.Deadlines! with { Intake = new DeadlineSpec("Sometime") } } },
        { "deadlines.submit.1", plan => plan with { Deadlines = plan.Deadlines! with { Submit = Spec("2020-02-30") } } },
        { "deadlines.proposal", plan => plan with { Deadlines = plan.Deadlines! with { Proposal = null } } },
        { "deadlines.proposal", plan => plan with { Deadlines = plan.Deadlines! with { Proposal = new DeadlineSpec("FixedDate", "2020-09-01") } } },
        { "deadlines.template", plan => plan with { Deadlines = plan.Deadlines! with { Template = new DeadlineSpec("WorkingDays", Days: -1) } } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_plan_is_found_at_its_place(string path, Func<CampaignPlan, CampaignPlan> mistake)
    {
        var found = CampaignCheck.Check(mistake(Shipped()), Units, Calendar).Where(finding => finding.Severity == Severity.Block).ToList();

        found.Select(finding => finding.Path).ShouldContain(path);
        found.Count.ShouldBeLessThanOrEqualTo(2, string.Join('\n', found));
    }

    [Fact]
    public void A_deadline_on_a_sunday_is_a_warning_and_stays_a_sunday()
    {
        var plan = Shipped();
        plan = plan with { Deadlines = plan.Deadlines! with { Proposal = new DeadlineSpec("FixedDate", "2020-09-20") } };

        var warning = CampaignCheck.Check(plan, Units, Calendar).ShouldHaveSingleItem();

        warning.Severity.ShouldBe(Severity.Warn);
        warning.Message.ShouldContain("星期日");
    }

    [Fact]
    public void A_legal_review_of_less_than_seven_working_days_is_a_warning()
    {
        var plan = Shipped();

        CampaignCheck.Check(plan with { Deadlines = plan.Deadlines! with { Legal = new DeadlineSpec("WorkingDays", Days: 6) } }, Units, Calendar)
            .ShouldHaveSingleItem().Rule.ShouldBe("T-11");
    }

    [Theory]
    [InlineData(6, null, false)]
    [InlineData(6, "  ", false)]
    [InlineData(6, "省里要求提前，司法局已同意", true)]
    [InlineData(7, null, true)]
    public void A_warning_is_overridden_only_with_a_reason(int days, string? reason, bool goesOn)
    {
        var plan = Shipped();
        var found = CampaignCheck.Check(plan with { Deadlines = plan.Deadlines! with { Legal = new DeadlineSpec("WorkingDays", Days: days) } }, Units, Calendar);

        var refusal = CampaignCheck.Unexplained(found, reason);

        (refusal is null).ShouldBe(goesOn);
        refusal?.Problems.ShouldHaveSingleItem().Path.ShouldBe("warningReason");
    }

    [Fact]
    public void A_case_is_started_with_what_its_workflow_reads_and_without_its_own_unit_as_reviewer()
    {
        var plan = Shipped() with { Units = ["BB", "D1"] };

        var input = (JsObject)CaseInput.Case("c1", plan, plan.Documents![0], "BB", Units.Names)["case"]!;

        input["id"].ShouldBe("c-c1-BB-1");
        ((JsArray)input["reviewers"]!).Items.Cast<JsObject>().Select(reviewer => reviewer["unitId"]).ShouldBe(["ZZ", "ZF", "SF"]);
        ((JsObject)((JsArray)input["reviewers"]!).Items[1]!)["policy"].ShouldBe("AssumeNoObjection");
        ((JsObject)input["template"]!)["parties"].ShouldBe(2d);
        var deadlines = (JsObject)input["deadlines"]!;
        foreach (var step in new[] { "submit", "review", "consolidate", "feedback" })
        {
            Deadline.Read(((JsObject)deadlines[step]!)["1"]).ShouldNotBeNull(step);
            Deadline.Read(((JsObject)deadlines[step]!)["default"]).ShouldNotBeNull(step);
        }

        foreach (var step in new[] { "intake", "correction", "legal", "proposal", "postMeeting", "issue", "archive" })
        {
            Deadline.Read(deadlines[step]).ShouldNotBeNull(step);
        }
    }

    [Fact]
    public void A_plan_survives_its_json_form() => CampaignPlan.Read(Shipped().Write()).Write().ShouldBe(Shipped().Write());

    [Theory]
    [InlineData(0, "理由", 0, "extension.days")]
    [InlineData(4, "理由", 0, "extension.days")]
    [InlineData(3, " ", 0, "reason.required")]
    [InlineData(3, "理由", 1, "extension.once")]
    [InlineData(3, "理由", 0, null)]
    public void An_extension_is_asked_once_for_at_most_three_working_days_with_a_reason(int days, string reason, int earlier, string? code)
    {
        var due = new DateTimeOffset(2020, 9, 8, 18, 0, 0, TimeSpan.FromHours(8));

        ExtensionRule.Check(days, reason, due, due.AddMinutes(-1), earlier)?.Code.ShouldBe(code);
        (ExtensionRule.Check(days, reason, due, due.AddMinutes(-1), earlier) is null).ShouldBe(code is null);
        ExtensionRule.Check(1, "理由", due, due.AddTicks(1), 0)!.Code.ShouldBe("extension.too-late");
        ExtensionRule.Check(1, "理由", null, due, 0)!.Code.ShouldBe("extension.no-deadline");
    }

    [Fact]
    public void An_extension_moves_by_working_days_across_the_holiday_and_keeps_the_hour() =>
        ExtensionRule.Moved(new DateTimeOffset(2020, 9, 30, 18, 0, 0, TimeSpan.FromHours(8)), 2, Calendar)
            .ShouldBe(new DateTimeOffset(2020, 10, 10, 18, 0, 0, TimeSpan.FromHours(8)));

    private static Dictionary<string, DeadlineSpec> Spec(string date) => new() { ["1"] = new("FixedDate", date), ["2"] = new("FixedDate", "2020-09-08") };

    private static CampaignPlan Second(CampaignPlan plan, Func<PlannedDocument, PlannedDocument> change) =>
        plan with { Documents = [plan.Documents![0], change(plan.Documents[1])] };

    private static CampaignPlan Shipped()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Orchestrator.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tree has no root.");
        }

        var file = Path.Combine(root, "workflows/reviews/campaign-templates/street-reform-2020.json");
        var template = JsonSerializer.Deserialize<CampaignTemplate>(File.ReadAllText(file), CampaignPlan.Json)!;
        return new CampaignPlan(template.Id, template.Name, template.Start, template.Units, template.Documents, template.Rounds, template.MaxRounds, template.Deadlines);
    }
}
