using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

public abstract class FirstRun(StoreKind kind)
{
    [Fact]
    public async Task The_first_visitor_names_the_system_administrator_and_is_signed_in()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        (await visitor.Open()).Json.GetProperty("setupRequired").GetBoolean().ShouldBeTrue();

        var done = (await visitor.SetUp()).ShouldAnswer(200).Json;

        done.GetProperty("setupRequired").GetBoolean().ShouldBeFalse();
        done.GetProperty("user").GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["SA"]);
        (await visitor.Get("accounts")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Setting_up_twice_is_refused()
    {
        await using var host = await RunningHost.Start(kind);
        using var first = host.NewVisitor();
        using var second = host.NewVisitor();
        await first.SetUp();

        (await second.SetUp("intruder")).ShouldAnswer(409, "setup.done");
    }

    [Fact]
    public async Task Of_many_set_ups_at_once_one_wins()
    {
        await using var host = await RunningHost.Start(kind);
        var visitors = Enumerable.Range(0, 8).Select(_ => host.NewVisitor()).ToArray();
        await Task.WhenAll(visitors.Select(v => v.Open()));

        var answers = await Task.WhenAll(visitors.Select((v, i) => v.SetUp($"admin{i}")));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Count(a => a.Code == "setup.done").ShouldBe(7);
        await using var scope = host.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<IdentityDb>().Accounts.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("admin", "short", "password")]
    [InlineData("admin", "Administrator-1-admin", "password")]
    [InlineData("a b", "Correct-Horse-7", "userName")]
    [InlineData("管理员", "Correct-Horse-7", "userName")]
    public async Task A_bad_first_account_is_refused_and_set_up_stays_open(string userName, string password, string path)
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();

        var refused = (await visitor.SetUp(userName, password)).ShouldAnswer(422);

        refused.Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe(path);
        (await visitor.Open()).Json.GetProperty("setupRequired").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_but_set_up_and_sign_in_works_before()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        await visitor.Open();

        (await visitor.Get("tasks")).ShouldAnswer(401, "sign-in-required");
        (await visitor.SignIn("admin", "admin")).ShouldAnswer(401, "sign-in.wrong");
    }
}

public sealed class FirstRunOnSqlite() : FirstRun(StoreKind.Sqlite);

public sealed class FirstRunOnPostgres() : FirstRun(StoreKind.Postgres);
