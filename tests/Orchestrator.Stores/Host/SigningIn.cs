using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

public abstract class SigningIn(StoreKind kind)
{
    private const string Password = "Correct-Horse-7";

    [Fact]
    public async Task A_write_without_the_token_is_refused_and_does_nothing()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        await visitor.Open();
        var token = visitor.Token;
        visitor.Token = null;

        (await visitor.Post("setup", new { userName = "admin", name = "管理员", password = Password })).ShouldAnswer(400, "csrf");
        visitor.Token = "forged";
        (await visitor.Post("setup", new { userName = "admin", name = "管理员", password = Password })).ShouldAnswer(400, "csrf");

        visitor.Token = token;
        (await visitor.Open()).Json.GetProperty("setupRequired").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_of_a_stranger_does_not_serve_the_signed_in()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        await visitor.Open();
        var stranger = visitor.Token;
        await visitor.SetUp();
        visitor.Token = stranger;

        (await visitor.Post("accounts", NewAccount("second"))).ShouldAnswer(400, "csrf");
    }

    [Fact]
    public async Task The_session_cookie_cannot_be_read_by_scripts_and_sign_out_ends_it_on_the_server()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        await visitor.SetUp();
        var cookie = visitor.Cookies.GetCookies(visitor.Address)["orchestrator.session"].ShouldNotBeNull();
        cookie.HttpOnly.ShouldBeTrue();
        using var thief = host.NewVisitor();
        thief.Cookies.Add(visitor.Address, new System.Net.Cookie(cookie.Name, cookie.Value));
        (await thief.Get("tasks")).ShouldAnswer(200);

        (await visitor.Delete("session")).ShouldAnswer(200).Json.GetProperty("user").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        (await thief.Get("tasks")).ShouldAnswer(401);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_even_the_right_one_waits_fifteen_minutes()
    {
        var clock = new SteppedClock();
        await using var host = await RunningHost.Start(kind, replace: s => s.AddSingleton(new IdentityClock(clock)));
        using var admin = host.NewVisitor();
        await admin.SetUp();
        using var visitor = host.NewVisitor();

        for (var i = 1; i < 5; i++)
        {
            (await visitor.SignIn("admin", "wrong")).ShouldAnswer(401, "sign-in.wrong");
        }

        (await visitor.SignIn("admin", "wrong")).ShouldAnswer(401, "sign-in.locked");
        (await visitor.SignIn("ADMIN", Password)).ShouldAnswer(401, "sign-in.locked");
        clock.Advance(TimeSpan.FromMinutes(14));
        (await visitor.SignIn("admin", Password)).ShouldAnswer(401, "sign-in.locked");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await visitor.SignIn("admin", Password)).ShouldAnswer(200);
        (await Audited(host, "Account.Locked")).ShouldBe(1);
    }

    [Fact]
    public async Task Parallel_guesses_do_not_slip_under_the_limit()
    {
        await using var host = await RunningHost.Start(kind);
        using var admin = host.NewVisitor();
        await admin.SetUp();
        var guessers = Enumerable.Range(0, 12).Select(_ => host.NewVisitor()).ToArray();
        await Task.WhenAll(guessers.Select(g => g.Open()));

        var answers = await Task.WhenAll(guessers.Select(g => g.SignIn("admin", "wrong")));

        answers.Count(a => a.Code == "sign-in.wrong").ShouldBe(4);
        answers.Count(a => a.Code == "sign-in.locked").ShouldBe(8);
    }

    [Fact]
    public async Task A_right_password_in_between_starts_the_count_again()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        await visitor.SetUp();
        using var other = host.NewVisitor();
        for (var i = 0; i < 4; i++)
        {
            await other.SignIn("admin", "wrong");
        }

        (await other.SignIn("admin", Password)).ShouldAnswer(200);
        await other.Delete("session");
        await other.Open();
        (await other.SignIn("admin", "wrong")).ShouldAnswer(401, "sign-in.wrong");
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        await visitor.SetUp();
        using var stranger = host.NewVisitor();

        var unknown = await stranger.SignIn("nobody", "Some-Password-1");
        var wrong = await stranger.SignIn("admin", "Some-Password-1");

        unknown.Status.ShouldBe(wrong.Status);
        unknown.Json.GetProperty("detail").GetString().ShouldBe(wrong.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_session_ends_at_its_latest_hour()
    {
        var clock = new SteppedClock();
        await using var host = await RunningHost.Start(kind, replace: s => s.AddSingleton(new IdentityClock(clock)));
        using var visitor = host.NewVisitor();
        await visitor.SetUp();

        clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        (await visitor.Get("accounts")).ShouldAnswer(200);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await visitor.Get("accounts")).ShouldAnswer(401);
    }

    [Fact]
    public async Task Too_many_sign_ins_from_one_address_are_slowed_down()
    {
        await using var host = await RunningHost.Start(kind, settings: [new("Identity:SignInsPerMinute", "3")]);
        using var visitor = host.NewVisitor();
        await visitor.SetUp();
        await visitor.SignIn("nobody", "x");
        await visitor.SignIn("nobody", "x");

        var slowed = (await visitor.SignIn("nobody", "x")).ShouldAnswer(429, "too-many");
        slowed.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_aged_password_must_be_changed_before_anything_else()
    {
        var clock = new SteppedClock();
        await using var host = await RunningHost.Start(kind, replace: s => s.AddSingleton(new IdentityClock(clock)));
        using var visitor = host.NewVisitor();
        await visitor.SetUp();
        clock.Advance(TimeSpan.FromDays(91));
        await visitor.Open();

        (await visitor.SignIn("admin", Password)).ShouldAnswer(200).Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
        (await visitor.Get("accounts")).ShouldAnswer(403, "password-change-required");
        (await visitor.Put("session/password", new { currentPassword = Password, newPassword = "Another-Horse-8" })).ShouldAnswer(200);
        (await visitor.Open()).ShouldAnswer(200);
        (await visitor.Get("accounts")).ShouldAnswer(200);
    }

    [Fact]
    public async Task The_last_five_passwords_are_not_used_again()
    {
        await using var host = await RunningHost.Start(kind);
        using var visitor = host.NewVisitor();
        await visitor.SetUp();
        var current = Password;
        for (var i = 1; i <= 5; i++)
        {
            (await Change(visitor, current, Password)).ShouldAnswer(422, "password.weak");
            current = await Accepted(visitor, current, $"Another-Horse-{i}");
        }

        await Accepted(visitor, current, Password);
        (await Change(visitor, "not it", "Another-Horse-9")).ShouldAnswer(422, "password.wrong");
    }

    [Fact]
    public async Task Changing_the_password_ends_the_other_sessions_and_keeps_this_one()
    {
        await using var host = await RunningHost.Start(kind);
        using var here = host.NewVisitor();
        await here.SetUp();
        using var elsewhere = host.NewVisitor();
        await elsewhere.SignIn("admin", Password);

        await Accepted(here, Password, "Another-Horse-8");

        (await here.Get("accounts")).ShouldAnswer(200);
        (await elsewhere.Get("accounts")).ShouldAnswer(401);
    }

    internal static object NewAccount(string userName, string? commandId = null) => new
    {
        commandId = commandId ?? Guid.NewGuid().ToString(),
        userName,
        name = "甲",
        password = "Initial-Horse-1",
    };

    private static async Task<string> Accepted(Visitor visitor, string current, string next)
    {
        (await Change(visitor, current, next)).ShouldAnswer(200);
        await visitor.Open();
        return next;
    }

    private static Task<Answer> Change(Visitor visitor, string currentPassword, string newPassword) =>
        visitor.Put("session/password", new { currentPassword, newPassword });

    private static async Task<int> Audited(RunningHost host, string action)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<OperationQueries>().Audit(new(Action: action))).Total;
    }
}

public sealed class SigningInOnSqlite() : SigningIn(StoreKind.Sqlite);

public sealed class SigningInOnPostgres() : SigningIn(StoreKind.Postgres);
