using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>One appoints another before leaving, who decides several tasks at once; a third is faster with one of them.</summary>
public sealed class StandingInInTheBrowser(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task Somebody_stands_in_and_decides_several_tasks_at_once_until_it_is_ended()
    {
        var cases = new List<PreparedCase>();
        for (var n = 0; n < 3; n++)
        {
            var of = await (await city.Cases.Take()).Submitted();
            await of.Decide(of.Head, "InternalApproval", "Approve");
            cases.Add(of);
        }

        var absent = await At("bb.jb");
        await absent.Page.GotoAsync("/proxies");
        await absent.Page.GetByRole(AriaRole.Button, new() { Name = "指定代理人" }).ClickAsync();
        await Choose(absent.Page, "people-unit", "政法委");
        await Choose(absent.Page, "people", "何吕调");
        await absent.Page.Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await absent.Page.GetByText("代理中").WaitForAsync();

        var deputy = await At("zf.jb");
        await deputy.Page.GotoAsync($"/tasks/todo?step=Intake&campaign={Uri.EscapeDataString(cases[0].Campaign)}");
        await deputy.Page.GetByText("代韩阳巨").First.WaitForAsync();
        foreach (var of in cases)
        {
            await deputy.Page.Locator($"tr[data-row-key]:has(a[href*='{Uri.EscapeDataString(of.Id)}']) input[type=checkbox]").CheckAsync();
        }

        await deputy.Page.GetByRole(AriaRole.Button, new() { Name = "批量办理", Exact = true }).ClickAsync();
        await deputy.Page.Locator(".ant-modal").GetByText("受理", new() { Exact = true }).WaitForAsync();
        await deputy.Page.Locator(".ant-modal textarea").FillAsync("材料齐全，予以受理。");
        await cases[2].Decide("bb.jb", "Intake", "Accept");
        var sent = 0;
        await deputy.Page.RouteAsync("**/complete", async route =>
        {
            // The first decision is carried out and its answer lost.
            if (sent++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await deputy.Page.Locator(".ant-modal-footer .ant-btn-primary").DblClickAsync();
        await deputy.Page.GetByText("办理完毕：成功 2 件，未办 1 件").WaitForAsync();
        await deputy.Page.GetByText("该任务已由韩阳巨办理。").WaitForAsync();
        sent.ShouldBe(4);

        // The same page again decides nothing twice.
        await deputy.Page.ReloadAsync();
        await deputy.Page.GetByText("办理完毕：成功 2 件，未办 1 件").WaitForAsync();
        foreach (var of in cases)
        {
            (await of.Done("Intake")).ShouldBe(["Accept"]);
        }

        var timeline = (await city.Cases.Get("zb", $"cases/{cases[0].Id}/timeline")).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        timeline.ShouldContain("何吕调（代韩阳巨）");
        timeline.ShouldContain("材料齐全，予以受理。");

        var security = await At("se");
        await security.Page.GotoAsync("/admin/proxies");
        await security.Page.Locator("tr", new() { HasText = "何吕调" }).GetByRole(AriaRole.Button).ClickAsync();
        await security.Page.Locator(".ant-modal textarea").FillAsync("岗位调整");
        await security.Page.Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await security.Page.GetByText("没有代理", new() { Exact = true }).WaitForAsync();
        await deputy.Page.GotoAsync("/tasks/todo");
        await deputy.Page.Locator(".page-head h1").WaitForAsync();
        (await deputy.Page.GetByText("代韩阳巨").CountAsync()).ShouldBe(0);
        await deputy.Page.GotoAsync("/notices");
        await deputy.Page.GetByText("您代理韩阳巨的事项已由苏河淡终止").WaitForAsync();
    }

    private static async Task Choose(IPage page, string testId, string label)
    {
        await page.GetByTestId(testId).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", new() { HasText = label }).First.ClickAsync();
    }

    private Task<Person> At(string user, int width = 1440) => Person.SignIn(chromium, city.Host.Address, user, width);
}
