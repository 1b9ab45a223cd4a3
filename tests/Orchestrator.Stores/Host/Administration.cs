using System.Text.Json;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Three administrators, none of whom can make himself another.</summary>
public abstract class Administration(StoreKind kind) : IAsyncLifetime
{
    private const string Password = "Correct-Horse-7";
    private const string Initial = "Initial-Horse-1";
    private RunningHost _host = null!;
    private Visitor _system = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(kind);
        _system = _host.NewVisitor();
        await _system.SetUp();
    }

    public async ValueTask DisposeAsync()
    {
        _system.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_system_administrator_appoints_the_first_security_administrator_and_no_second()
    {
        var first = await Create("security");
        var second = await Create("other");

        (await Grant(_system, first, "SE")).ShouldAnswer(200);
        (await Grant(_system, second, "SE")).ShouldAnswer(403, "account.grant");
        (await Grant(_system, second, "BM-JB")).ShouldAnswer(403, "account.grant");
    }

    [Fact]
    public async Task Nobody_changes_his_own_roles()
    {
        using var security = await SecurityAdministrator();
        var own = security.Json.GetProperty("user").GetProperty("id").GetString()!;

        (await Put(security.Visitor, own, "AU")).ShouldAnswer(403, "account.self");
        var admin = (await _system.Open()).Json.GetProperty("user").GetProperty("id").GetString()!;
        (await Put(_system, admin, "SA", "SE")).ShouldAnswer(403, "account.self");
    }

    [Fact]
    public async Task X_01_is_kept_when_roles_are_granted()
    {
        using var security = await SecurityAdministrator();
        var auditor = await Create("auditor");

        (await Grant(security.Visitor, auditor, "AU", "SA")).ShouldAnswer(422, "account.roles-conflict");
        (await Grant(security.Visitor, auditor, "AU", "BM-JB")).ShouldAnswer(422, "account.roles-conflict");
        (await Grant(security.Visitor, auditor, "XX")).ShouldAnswer(422).Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("roles[0]");
        (await Grant(security.Visitor, auditor, "AU")).ShouldAnswer(200);
    }

    [Fact]
    public async Task A_person_whose_roles_change_loses_the_session_at_once()
    {
        using var security = await SecurityAdministrator();
        var clerk = await Create("clerk");
        (await Grant(security.Visitor, clerk, "BM-JB")).ShouldAnswer(200);
        using var visitor = await SignedIn("clerk");
        (await visitor.Get("tasks")).ShouldAnswer(200);

        (await Put(security.Visitor, Id(clerk), "BM-FZ")).ShouldAnswer(200);

        (await visitor.Get("tasks")).ShouldAnswer(401);
    }

    [Fact]
    public async Task A_locked_person_is_out_at_once_and_back_after_unlocking()
    {
        var clerk = await Create("clerk");
        using var visitor = await SignedIn("clerk");

        (await _system.Post($"accounts/{Id(clerk)}/lock", Command())).ShouldAnswer(200).Json.GetProperty("locked").GetBoolean().ShouldBeTrue();
        (await visitor.Get("tasks")).ShouldAnswer(401);
        await visitor.Open();
        (await visitor.SignIn("clerk", "Another-Horse-8")).ShouldAnswer(401, "sign-in.disabled");

        (await _system.Post($"accounts/{Id(clerk)}/unlock", Command())).ShouldAnswer(200);
        (await visitor.SignIn("clerk", "Another-Horse-8")).ShouldAnswer(200);
    }

    [Fact]
    public async Task The_last_administrator_of_a_kind_can_be_neither_locked_nor_stripped()
    {
        using var security = await SecurityAdministrator();
        var admin = (await _system.Open()).Json.GetProperty("user").GetProperty("id").GetString()!;

        (await _system.Post($"accounts/{admin}/lock", Command())).ShouldAnswer(409, "account.self");
        (await _system.Post($"accounts/{security.Json.GetProperty("user").GetProperty("id").GetString()}/lock", Command()))
            .ShouldAnswer(409, "account.last-administrator");
        (await Put(security.Visitor, admin)).ShouldAnswer(409, "account.last-administrator");
    }

    [Fact]
    public async Task An_administrators_password_is_not_the_system_administrators_to_reset()
    {
        using var security = await SecurityAdministrator();
        var clerk = await Create("clerk");
        var reset = new { commandId = Guid.NewGuid().ToString(), password = "Resetted-Horse-3" };

        (await _system.Post($"accounts/{security.Json.GetProperty("user").GetProperty("id").GetString()}/reset-password", reset)).ShouldAnswer(403, "account.reset");
        (await security.Visitor.Post($"accounts/{Id(clerk)}/reset-password", reset)).ShouldAnswer(403, "account.reset");
        (await _system.Post($"accounts/{Id(clerk)}/reset-password", reset)).ShouldAnswer(200).Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_account_must_choose_its_own_password_first()
    {
        await Create("clerk");
        using var visitor = _host.NewVisitor();
        (await visitor.SignIn("clerk", Initial)).ShouldAnswer(200).Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();

        (await visitor.Get("tasks")).ShouldAnswer(403, "password-change-required");
        (await visitor.Get("roles")).ShouldAnswer(403, "password-change-required");
        (await visitor.Put("session/password", new { currentPassword = Initial, newPassword = Initial })).ShouldAnswer(422, "password.weak");
        (await visitor.Put("session/password", new { currentPassword = Initial, newPassword = "Another-Horse-8" })).ShouldAnswer(200);
        (await visitor.Get("tasks")).ShouldAnswer(200);
    }

    [Fact]
    public async Task The_same_command_twice_makes_one_account()
    {
        var command = SigningIn.NewAccount("twice");

        var first = (await _system.Post("accounts", command)).ShouldAnswer(200).Json;
        var again = (await _system.Post("accounts", command)).ShouldAnswer(200).Json;

        Id(again).ShouldBe(Id(first));
        (await _system.Post("accounts", SigningIn.NewAccount("TWICE"))).ShouldAnswer(409, "account.name-taken");
    }

    [Fact]
    public async Task A_change_on_an_old_revision_is_refused_with_the_current_one()
    {
        var clerk = await Create("clerk");
        var change = new { commandId = Guid.NewGuid().ToString(), revision = 1, name = "乙" };
        (await _system.Put($"accounts/{Id(clerk)}", change)).ShouldAnswer(200).Json.GetProperty("name").GetString().ShouldBe("乙");

        var stale = (await _system.Put($"accounts/{Id(clerk)}", change with { commandId = Guid.NewGuid().ToString() })).ShouldAnswer(409, "account.stale");

        stale.Json.GetProperty("currentRevision").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Accounts_are_found_by_name_role_and_page()
    {
        await Create("alpha");
        await Create("beta");

        var page = (await _system.Get("accounts?size=2&page=2")).ShouldAnswer(200).Json;
        page.GetProperty("total").GetInt32().ShouldBe(3);
        page.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await _system.Get("accounts?q=ALPH")).Json.GetProperty("items")[0].GetProperty("userName").GetString().ShouldBe("alpha");
        (await _system.Get("accounts?role=SA")).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    private static object Command() => new { commandId = Guid.NewGuid().ToString() };

    private static string Id(JsonElement account) => account.GetProperty("id").GetString()!;

    private async Task<JsonElement> Create(string userName) => (await _system.Post("accounts", SigningIn.NewAccount(userName))).ShouldAnswer(200).Json;

    private static Task<Answer> Grant(Visitor by, JsonElement account, params string[] roles) => by.Put(
        $"accounts/{Id(account)}/roles", new { commandId = Guid.NewGuid().ToString(), revision = account.GetProperty("revision").GetInt64(), roles });

    private static async Task<Answer> Put(Visitor by, string id, params string[] roles)
    {
        var revision = (await by.Get("accounts")).Json.GetProperty("items").EnumerateArray().Single(a => Id(a) == id).GetProperty("revision").GetInt64();
        return await by.Put($"accounts/{id}/roles", new { commandId = Guid.NewGuid().ToString(), revision, roles });
    }

    private async Task<Visitor> SignedIn(string userName)
    {
        var visitor = _host.NewVisitor();
        (await visitor.SignIn(userName, Initial)).ShouldAnswer(200);
        (await visitor.Put("session/password", new { currentPassword = Initial, newPassword = "Another-Horse-8" })).ShouldAnswer(200);
        await visitor.Open();
        return visitor;
    }

    private async Task<Person> SecurityAdministrator()
    {
        (await Grant(_system, await Create("security"), "SE")).ShouldAnswer(200);
        var visitor = await SignedIn("security");
        return new(visitor, (await visitor.Open()).Json);
    }

    private sealed record Person(Visitor Visitor, JsonElement Json) : IDisposable
    {
        public void Dispose() => Visitor.Dispose();
    }
}

public sealed class AdministrationOnSqlite() : Administration(StoreKind.Sqlite);

public sealed class AdministrationOnPostgres() : Administration(StoreKind.Postgres);
