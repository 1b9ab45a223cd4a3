using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>The door, the pages that are not for everybody, and the words that say what all this is.</summary>
public sealed class Entrance(DemoCity city, Chromium chromium)
{
    [Fact]
    public async Task A_wrong_password_is_refused_in_chinese_and_what_was_typed_stays()
    {
        var page = await chromium.Open(city.Host.Address);
        await page.GotoAsync("/");
        await page.GetByLabel("账号", new PageGetByLabelOptions { Exact = true }).FillAsync("d1.jb");
        await page.Locator("input[type=password]").FillAsync("不是这个密码");
        await page.Locator("button[type=submit]").ClickAsync();

        (await page.GetByRole(AriaRole.Alert).First.InnerTextAsync()).ShouldContain("密码");
        (await page.GetByLabel("账号", new PageGetByLabelOptions { Exact = true }).InputValueAsync()).ShouldBe("d1.jb");
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_right_password_opens_the_workbench_and_signing_out_closes_it(int width)
    {
        var page = await chromium.Open(city.Host.Address, width);
        await page.GotoAsync("/tasks/done");
        await page.GetByLabel("账号", new PageGetByLabelOptions { Exact = true }).FillAsync("d5.fz");
        await page.Locator("input[type=password]").FillAsync(DemoCity.Password);
        await page.Locator("button[type=submit]").DblClickAsync();
        await page.Locator(".topbar-button.user").ClickAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe("/tasks/done", "one arrives where one was going");

        await page.GetByText("退出登录").ClickAsync();
        await page.Locator("input[type=password]").WaitForAsync();
        (await page.APIRequest.GetAsync("/api/v1/tasks")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_page_of_another_role_is_refused_with_a_way_back()
    {
        var clerk = await Person.SignIn(chromium, city.Host.Address, "d2.jb");
        await clerk.Page.GotoAsync("/admin/audit");

        await clerk.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        (await clerk.Page.Locator("main").InnerTextAsync()).ShouldContain("返回");
    }

    [Fact]
    public async Task Every_screen_of_the_demonstration_says_that_its_people_are_fictional()
    {
        foreach (var width in new[] { 1440, 390 })
        {
            var head = await Person.SignIn(chromium, city.Host.Address, "d3.fz", width);
            foreach (var address in new[] { "/tasks/todo", "/tasks/done", "/tasks/initiated", "/campaigns", "/campaigns/jdgg2020", "/notices" })
            {
                await head.Page.GotoAsync(address);
                await head.Page.GetByText("演示数据，人物均为虚构").WaitForAsync();
                (await head.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{address} at {width}");
            }
        }
    }
}
