using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Orchestrator.Engine.Values;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Printing;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Signatures;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;
using PageSize = DocumentFormat.OpenXml.Wordprocessing.PageSize;

namespace Orchestrator.Stores.Office;

/// <summary>审批单 of a case with returns and a withdrawal, as each reader gets it, on each database.</summary>
public abstract class ApprovalFormSpecs(OfficeBench bench)
{
    private const string Malicious = "关于<script>alert('题')</script>&\"附件\"]]>=1+1的方案";

    private static readonly Actor TaskForce = Person("ZB", "ZB");

    [Fact]
    public async Task Everything_decided_is_there_in_order_with_what_was_returned_and_withdrawn()
    {
        var form = await Form(await WithReturns("af1"), TaskForce);

        form.Steps.Select(step => step.Number).ShouldBe(Enumerable.Range(1, form.Steps.Count));
        form.Steps.Select(step => step.At).ShouldBeInOrder();
        form.Steps.Where(step => step.Returned).Select(step => (step.Step, step.Outcome)).ShouldBe(
            [("受理审查", "退回补正"), ("审签会审意见", "退回重拟会审意见"), ("撤回", "撤回文稿")]);
        var returned = form.Steps.First(step => step.Outcome == "退回补正");
        (returned.Unit, returned.Opinion, returned.Round).ShouldBe(("市委编办", "缺少必备章节。缺少附则", 1));
        form.Path.ShouldStartWith("起草 → 内部审签 → 受理审查〔退回补正〕 → 起草 → 内部审签 → 受理审查 → 会审");
        form.Path.ShouldEndWith("现为“已撤回”");
        form.Withheld.ShouldBeNull();
        form.Facts.ShouldContain(new FormFact("报送单位", "澄湖区"));
    }

    [Fact]
    public async Task Opinions_are_counted_by_unit_and_by_what_became_of_them()
    {
        var id = await InReview("af2");
        await Signed(id, "BB", "WithOpinions");
        await Signed(id, "CZ", "NoObjection");
        await Signed(id, "RS", "NoObjection");
        (await Form(id, TaskForce)).Reviews.ShouldHaveSingleItem().AdoptionText.ShouldBe("意见尚未汇总。");
        var opinion = (await bench.Read(db => OpinionQueries.Book(id, db, TaskForce, default)))!.Opinions.ShouldHaveSingleItem();
        await bench.Decide(id, "Consolidate", "Done", JsObject.Of(("items", JsArray.Of(JsObject.Of(
            ("opinionIds", JsArray.Of(opinion.Id)), ("location", "第一条"), ("disposition", "Adopt"))))));

        var round = (await Form(id, TaskForce)).Reviews.ShouldHaveSingleItem();

        (round.Round, round.Opinions).ShouldBe((1, 1));
        round.Units.Single(unit => unit.Unit == "市委编办").ShouldSatisfyAllConditions(
            unit => unit.Result.ShouldBe("有意见"), unit => unit.Opinions.ShouldBe(1), unit => unit.Signer.ShouldBe("BBBM-FZ"), unit => unit.At.ShouldNotBeNull());
        round.AdoptionText.ShouldBe("共收到意见1条，采纳1条，部分采纳0条，不采纳0条，转协调0条。");
    }

    [Fact]
    public async Task What_a_reader_may_not_see_is_not_in_the_form()
    {
        var id = await InReview("af3");
        await Signed(id, "BB", "WithOpinions");

        var submitting = await Form(id, Person("D1", "BM-JB"));
        submitting.Reviews.SelectMany(round => round.Units).ShouldAllBe(unit => unit.Opinions == 0 && unit.Result == "尚未反馈");
        submitting.Steps.Where(step => step.Step.Contains("会审")).ShouldAllBe(step => step.Opinion == null);
        var auditor = await Form(id, Person("AU", "AU"));
        auditor.Reviews.ShouldBeEmpty();
        auditor.Withheld.ShouldNotBeNull();
        auditor.Steps.Count.ShouldBeGreaterThan(3);
        auditor.Steps.ShouldAllBe(step => step.Opinion == null);
        (await Read(id, Person("D2", "BM-JB"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_person_of_another_unit_who_decides_is_named_with_the_unit_the_step_belongs_to()
    {
        var id = await InReview("af4");
        var task = await bench.Open(id, "Review", "CZ");
        var lent = new Actor("u-lent", "借调人员", "D7", "枫浦区", Person("CZ", "BM-JB").Roles);
        (await bench.Run(lent, async work =>
        {
            var db = work.Db<OfficeDb>();
            await db.Write(await db.Case(id, work), work, "Decision", "拟出会审意见，送负责人审签", "代为拟稿", "Review", "Submit", task.Id);
            return (Outcome<Done>)Done.Value;
        })).Required();

        var steps = (await Form(id, TaskForce)).Steps;

        (steps[^1].Person, steps[^1].Unit, steps[^1].OnBehalfOf).ShouldBe(("借调人员", "枫浦区", "市财政局"));
        steps.SkipLast(1).ShouldAllBe(step => step.OnBehalfOf == null);
    }

    [Fact]
    public async Task The_Word_file_is_valid_says_what_the_form_says_and_carries_the_mark()
    {
        var form = (await Form(await WithReturns("af5"), TaskForce)) with { Title = Malicious };

        using var file = WordprocessingDocument.Open(new MemoryStream(ApprovalFormDocument.Write(form)), isEditable: false);

        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(file).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        var main = file.MainDocumentPart!;
        var text = string.Concat(main.Document.Descendants<Text>().Select(part => part.Text + "\n"));
        text.ShouldContain(Malicious);
        foreach (var step in form.Steps)
        {
            text.ShouldContain(step.Outcome);
        }

        text.ShouldContain("缺少附则");
        main.HeaderParts.ShouldHaveSingleItem().Header.InnerXml.ShouldContain(form.Mark.Text);
        main.Document.Descendants<PageSize>().Single().Width!.Value.ShouldBe(11906u);
        main.Document.Descendants<RunFonts>().Select(font => font.EastAsia!.Value).Distinct().ShouldBeSubsetOf(["方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"]);
        main.FontTablePart!.Fonts.Descendants<AltName>().Select(name => name.Val!.Value).ShouldAllBe(name => name!.EndsWith("CJK SC"));
    }

    [Fact]
    public async Task A_signature_image_stands_beside_each_decision_of_its_person_and_is_in_every_file_once()
    {
        bench.Clock.Now = new(2020, 7, 27, 9, 0, 0, TimeSpan.FromHours(8));
        var head = Person("D1", "BM-FZ");
        var image = (await bench.Run(head, work => Signing.Set(Image(), work))).Required().Sha256;
        var id = await WithReturns("af7");
        (await bench.Run(head, Signing.Remove)).Required();

        var form = await Form(id, TaskForce);

        form.Steps.Where(step => step.Signature is not null).Select(step => (step.Step, step.Person, step.Signature!.Sha256)).ShouldBe(
            [("内部审签", "D1BM-FZ", image), ("内部审签", "D1BM-FZ", image)]);
        var page = ApprovalFormPage.ForPdf(form);
        page.Split("data:image/jpeg;base64,").Length.ShouldBe(2);
        page.Split($"<use href=\"#s{image}\"/>").Length.ShouldBe(3);
        using var file = WordprocessingDocument.Open(new MemoryStream(ApprovalFormDocument.Write(form)), isEditable: false);
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(file).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        file.MainDocumentPart!.ImageParts.ShouldHaveSingleItem().ContentType.ShouldBe("image/jpeg");
        file.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Extent>().Select(extent => (extent.Cx!.Value, extent.Cy!.Value)).ShouldBe(
            [(1_080_000, 180_000), (1_080_000, 180_000)], "30 mm wide, in the proportions of the image");
    }

    [Fact]
    public async Task The_page_holds_texts_as_texts_and_asks_for_nothing_else()
    {
        var form = (await Form(await WithReturns("af6"), TaskForce)) with { Title = Malicious };

        var page = ApprovalFormPage.ForPdf(form);

        page.ShouldNotContain("<script");
        page.ShouldContain("关于&lt;script&gt;");
        page.ShouldNotContain("src=");
        page.ShouldNotContain("href=");
        page.ShouldNotContain("url(");
        page.ShouldContain("default-src 'none'");
        page.ShouldContain("ZBZB&#x3000;改革专班&#x3000;2020-07-27 09:00");
        page.ShouldContain("退回补正");
    }

    private async Task<ApprovalForm> Form(string id, Actor actor) => (await Read(id, actor)).ShouldNotBeNull();

    private async Task<ApprovalForm?> Read(string id, Actor actor) => await bench.Read(db =>
        new ApprovalFormReader(db, bench.Tasks, bench.Members(db), bench.Clock, new PrintSettings("楚江市机构改革专班", () => null, null)).Read(id, actor, default));

    private async Task<string> InReview(string campaign)
    {
        bench.Clock.Now = new(2020, 7, 27, 9, 0, 0, TimeSpan.FromHours(8));
        var id = CaseInput.CaseId(await bench.Campaign(bench.Plan(["D1"], "8"), campaign), "D1", "8");
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        return id;
    }

    private async Task<string> WithReturns(string campaign)
    {
        bench.Clock.Now = new(2020, 7, 27, 9, 0, 0, TimeSpan.FromHours(8));
        var id = CaseInput.CaseId(await bench.Campaign(bench.Plan(["D1"], "8"), campaign), "D1", "8");
        await bench.Write(id, "正文");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Correct", JsObject.Of(("reasons", JsArray.Of("MissingSection")), ("comment", "缺少附则")));
        await bench.Write(id, "正文和附则");
        await bench.Decide(id, "Draft", "Submit");
        await bench.Decide(id, "InternalApproval", "Approve");
        await bench.Decide(id, "Intake", "Accept");
        await bench.Decide(id, "Review", "Submit", Opinion("WithOpinions"), "BB");
        await bench.Decide(id, "ReviewSign", "SendBack", JsObject.Of(("comment", "再写具体些")), "BB");
        await Signed(id, "BB", "WithOpinions");
        (await bench.Run(Person("D1", "BM-FZ"), work => Withdrawing.Ask(id, "政策口径有变化", work))).Required();
        await bench.Get<BackgroundWork>().Settle();
        return id;
    }

    // The frame of a JPEG of 600 by 100.
    private static byte[] Image() => [0xFF, 0xD8, 0xFF, 0xC0, 0, 8, 8, 0, 100, 2, 88, 3, 0xFF, 0xDA, 0, 2, 1, 0xFF, 0xD9];

    private async Task Signed(string id, string unit, string result)
    {
        await bench.Decide(id, "Review", "Submit", Opinion(result), unit);
        await bench.Decide(id, "ReviewSign", "Sign", null, unit);
    }

    private static JsObject Opinion(string result) => result == "NoObjection" ? JsObject.Of(("result", result)) : JsObject.Of(("result", result), ("opinions", JsArray.Of(JsObject.Of(
        ("category", "Wording"), ("location", "第一条"), ("proposed", "改字"), ("reason", "笔误"), ("severity", "Suggest")))));
}

public sealed class ApprovalFormOnSqlite(SqliteOffice bench) : ApprovalFormSpecs(bench), IClassFixture<SqliteOffice>;

public sealed class ApprovalFormOnPostgres(PostgresOffice bench) : ApprovalFormSpecs(bench), IClassFixture<PostgresOffice>;
