using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>From a marked passage to an opinion, from opinions to rows of the adoption table, and what stands against each other.</summary>
public sealed class OpinionsInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_passage_marked_in_the_manuscript_becomes_an_opinion_with_its_place_and_wording()
    {
        var of = await (await city.Cases.Take()).InReview();
        var reviewer = await At("cz.jb");
        await reviewer.OpenForm(of);
        await reviewer.Page.Locator(".reviewed .manuscript p", new() { HasText = "经费保障" }).ClickAsync(new() { ClickCount = 3 });
        await reviewer.Page.GetByTestId("quote").ClickAsync();

        (await reviewer.Page.GetByTestId("opinion-0-location").InputValueAsync()).ShouldBe("二、主要任务（二）");
        (await reviewer.Page.GetByTestId("opinion-0-original").InputValueAsync()).ShouldBe("（二）经费保障。所需经费由市级财政统筹安排。");
        (await reviewer.Page.GetByTestId("field-result-WithOpinions").IsCheckedAsync()).ShouldBeTrue();
        await reviewer.Page.Locator("[data-testid=opinion-0-proposed]:focus").WaitForAsync();
        await reviewer.Page.Keyboard.TypeAsync("经费由市、区两级分担。");
        await reviewer.Stored();
        await reviewer.Reload();
        (await reviewer.Page.GetByTestId("opinion-0-proposed").InputValueAsync()).ShouldBe("经费由市、区两级分担。");

        await reviewer.Page.GetByTestId("outcome-Submit").ClickAsync();
        await reviewer.Page.GetByText("请填写理由").First.WaitForAsync();
        await reviewer.Page.GetByTestId("opinion-0-reason").FillAsync("财政事权划分规定如此。");
        await reviewer.Decide("Submit");
    }

    [Fact]
    public async Task On_a_phone_a_passage_marked_with_the_handles_can_be_quoted_and_another_version_cannot()
    {
        var of = await (await city.Cases.Take()).InReview();
        var reviewer = await At("rs.jb", 390);
        await reviewer.OpenForm(of);
        await Mark(reviewer.Page, ".case-tabs .manuscript p");
        (await reviewer.Page.GetByTestId("quote").CountAsync()).ShouldBe(0);

        await Mark(reviewer.Page, ".reviewed .manuscript p");
        await reviewer.Page.GetByTestId("quote").ClickAsync();

        (await reviewer.Page.GetByTestId("opinion-0-location").InputValueAsync()).ShouldBe("一、总体要求");
        await reviewer.Fits();
    }

    [Fact]
    public async Task Opinions_are_merged_split_and_merged_again_and_every_unit_stays_named()
    {
        var of = await (await city.Cases.Take()).InConsolidation(
            ("CZ", PreparedCase.Opinion("二、主要任务（一）", "交接期限写明起算日。", category: "Wording")),
            ("RS", PreparedCase.Opinion("二、主要任务（二）", "写明经费渠道。", category: "Wording")));
        var office = await At("bb.jb");
        await office.OpenForm(of);
        var cards = office.Page.Locator("article.item-card");
        await cards.Nth(1).WaitForAsync();
        (await office.Page.GetByTestId("merge-items").IsDisabledAsync()).ShouldBeTrue();
        await Merge(office);
        await Assertions.Expect(cards).ToHaveCountAsync(1);
        (await cards.First.InnerTextAsync()).ShouldSatisfyAllConditions(text => text.ShouldContain("市财政局"), text => text.ShouldContain("市人社局"));
        await cards.First.GetByRole(AriaRole.Button, new() { Name = "拆分" }).ClickAsync();
        await Assertions.Expect(cards).ToHaveCountAsync(2);
        await Merge(office);
        await Assertions.Expect(cards).ToHaveCountAsync(1);
        await office.Stored();
        await office.Reload();
        await Assertions.Expect(cards).ToHaveCountAsync(1);

        await office.Page.GetByTestId("outcome-Pass").ClickAsync();
        await Assertions.Expect(office.Page.Locator(".field.has-problem").First).ToBeVisibleAsync();
        await office.Page.GetByTestId("item-0-disposition-Adopt").CheckAsync();
        await office.Decide("Pass");

        var row = (await city.Cases.Get("zb", $"cases/{of.Id}/adoption-table"))["rows"]!.AsArray().ShouldHaveSingleItem()!;
        row["units"]!.AsArray().Select(unit => (string)unit!).ShouldBe(["市财政局", "市人社局"], ignoreOrder: true);
        row["opinionIds"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Different_numbers_for_one_place_are_shown_as_a_conflict_that_only_coordination_settles()
    {
        var of = await (await city.Cases.Take()).InConsolidation(
            ("CZ", PreparedCase.Opinion("二、主要任务（一）", "交接期限为3个工作日。", "Must")),
            ("RS", PreparedCase.Opinion("二、主要任务（一）", "交接期限为7个工作日。", "Must")));
        var office = await At("bb.jb", 390);
        await office.OpenForm(of);
        await office.Page.Locator(".flag-Dispute").First.WaitForAsync();
        (await office.Page.GetByTestId("outcome-Pass").IsDisabledAsync()).ShouldBeTrue();
        (await office.Page.GetByTestId("item-0-disposition-Adopt").IsDisabledAsync()).ShouldBeTrue();
        await office.Fits();
        await office.Decide("Coordinate");
        (await of.Stage()).ShouldBe("Coordinating");

        await office.OpenForm(of);
        await office.Page.GetByTestId("field-minutes").FillAsync("经协商，统一为5个工作日。");
        for (var i = 0; await office.Page.GetByTestId($"ruling-{i}-text").CountAsync() > 0; i++)
        {
            await office.Page.GetByTestId($"ruling-{i}-Partial").CheckAsync();
            await office.Page.GetByTestId($"ruling-{i}-text").FillAsync("交接期限为5个工作日。");
        }

        await office.Fits();
        await office.Decide("Agreed");
        (await of.Stage()).ShouldBe("Consolidating");
        await office.OpenForm(of);
        await office.Page.Locator(".settled-card").First.WaitForAsync();
        (await office.Page.GetByTestId("outcome-Pass").IsEnabledAsync()).ShouldBeTrue();
    }

    private static async Task Merge(Person office)
    {
        await office.Page.GetByTestId("item-0-choose").CheckAsync();
        await office.Page.GetByTestId("item-1-choose").CheckAsync();
        await office.Page.GetByTestId("merge-items").ClickAsync();
    }

    /// <summary>Marks the first paragraph as the handles of a touch screen do: no mouse goes up on it.</summary>
    private static async Task Mark(IPage page, string paragraph)
    {
        await page.Locator(paragraph).First.WaitForAsync();
        await page.EvaluateAsync("paragraph => { const range = document.createRange(); range.selectNodeContents(document.querySelector(paragraph)); getSelection().removeAllRanges(); getSelection().addRange(range); }", paragraph);
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
