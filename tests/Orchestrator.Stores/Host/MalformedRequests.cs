using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host.Identity;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Whatever arrives, the answer names the fault, tells nothing of the inside, and nothing is stored.</summary>
public sealed class MalformedRequests(MalformedRequests.Installed installed) : IClassFixture<MalformedRequests.Installed>
{
    // method path | content type | body | status | code | path of the first problem (or -)
    public static TheoryData<string, string?, string?, int, string, string?> Cases => new()
    {
        { "POST accounts", "application/json", "{", 400, "bad-json", null },
        { "POST accounts", "application/json", "", 400, "bad-request", null },
        { "POST accounts", "application/json", "not json", 400, "bad-json", null },
        { "POST accounts", "application/json", "{\"commandId\":\"1\",}", 400, "bad-json", null },
        { "POST accounts", "application/json", "null", 400, "bad-request", null },
        { "POST accounts", "application/json", "[]", 422, "invalid", "" },
        { "POST accounts", "application/json", "{}", 422, "invalid", "commandId" },
        { "POST accounts", "application/json", """{"commandId":"1","userName":7,"name":"甲","password":"Initial-Horse-1"}""", 422, "invalid", "userName" },
        { "POST accounts", "application/json", """{"commandId":"1","userName":null,"name":"甲","password":"Initial-Horse-1"}""", 422, "invalid", "userName" },
        { "POST accounts", "application/json", """{"commandId":"1","userName":"a'; drop table id_accounts; --","name":"甲","password":"Initial-Horse-1"}""", 422, "account.invalid", "userName" },
        { "POST accounts", "application/json", """{"commandId":"1","userName":"../../etc/passwd","name":"甲","password":"Initial-Horse-1"}""", 422, "account.invalid", "userName" },
        { "POST accounts", "application/json", "{\"commandId\":\"1\",\"userName\":\"ok\",\"name\":\"a\\u0000b\",\"password\":\"Initial-Horse-1\"}", 422, "invalid", "name" },
        { "POST accounts", "application/json", """{"commandId":"1","userName":"ok","name":"甲","password":"Initial-Horse-1","unitId":"' or 1=1 --"}""", 422, "account.invalid", "unitId" },
        { "POST accounts", "text/plain", "{}", 415, "wrong-content-type", null },
        { "POST accounts", "application/x-www-form-urlencoded", "userName=a", 415, "wrong-content-type", null },
        { "PATCH accounts", "application/json", "{}", 405, "wrong-method", null },
        { "GET nothing/here", null, null, 404, "not-found", null },
        { "GET tasks?view=mine", null, null, 422, "list.filter", "view" },
        { "GET tasks?sort=name;drop", null, null, 422, "list.filter", "sort" },
        { "GET tasks?page=0", null, null, 422, "list.filter", "page" },
        { "GET tasks?size=100000", null, null, 422, "list.filter", "size" },
        { "GET tasks?page=one", null, null, 400, "bad-parameter", "page" },
        { "GET tasks?round=99999999999999", null, null, 400, "bad-parameter", "round" },
        { "GET tasks/no-such-task", null, null, 404, "task.unknown", null },
        { "GET tasks/..%2F..%2Fetc%2Fpasswd", null, null, 404, "task.unknown", null },
        { "GET tasks/'%20or%20'1'='1", null, null, 404, "task.unknown", null },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c1","revision":1,"outcome":"Submit","data":{}}""", 404, "task.unknown", null },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c2","revision":"1","outcome":"Submit","data":{}}""", 422, "invalid", "revision" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c3","revision":1,"outcome":"Submit","data":[]}""", 422, "form.invalid", "data" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c4","outcome":"Submit","data":{}}""", 422, "invalid", "revision" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c8","revision":1,"outcome":"Submit","data":{"items":[{"note":"a"},{"note":"a\u0000b"}]}}""", 422, "invalid", "data.items[1].note" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c9","revision":1,"outcome":"Submit","data":{"note":"\ud800"}}""", 422, "invalid", "data.note" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c\u0000","revision":1,"outcome":"Submit","data":{}}""", 422, "invalid", "commandId" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"\udc00","revision":1,"outcome":"Submit","data":{}}""", 422, "invalid", "commandId" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c10","revision":1,"outcome":"Submit","data":{"note":"甲\u202e乙"}}""", 422, "invalid", "data.note" },
        { "POST tasks/none:1/complete", "application/json", "{\"commandId\":\"c11\",\"revision\":1,\"outcome\":\"Submit\",\"data\":{\"note\":\"甲\u2066乙\"}}", 422, "invalid", "data.note" },
        { "POST tasks/none:1/complete", "application/json", """{"commandId":"c12","revision":1,"outcome":"Submit","data":{"note":"甲\uffff乙"}}""", 422, "invalid", "data.note" },
        { "GET tasks?q=a%00b", null, null, 400, "bad-parameter", "q" },
        { "GET tasks?q=a%E2%80%AEb", null, null, 400, "bad-parameter", "q" },
        { "PUT accounts/none", "application/json", """{"commandId":"c5","revision":1,"name":"甲"}""", 404, "account.unknown", null },
        { "POST definitions/validate", "text/plain", "{}", 415, "wrong-content-type", null },
        { "POST definitions", "application/json", "{\"root\":", 422, "definition.invalid", null },
        { "GET instances?status=Alive", null, null, 422, "list.filter", "status" },
        { "GET instances?status=3", null, null, 422, "list.filter", "status" },
        { "GET instances/none", null, null, 404, "instance.unknown", null },
        { "GET definitions/none/versions", null, null, 404, "definition.unknown", null },
        { "GET definitions/none/versions/1", null, null, 404, "definition.unknown", null },
        { "GET definitions/none/versions/x", null, null, 404, "not-found", null },
        { "POST incidents/none/retry", "application/json", """{"commandId":"c6"}""", 404, "incident.unknown", null },
        { "POST outbox/99/retry", "application/json", """{"commandId":"c7"}""", 404, "outbox.unknown", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_malformed_request_is_refused_with_its_place(string request, string? contentType, string? body, int status, string code, string? path)
    {
        var before = await installed.Rows();
        var split = request.IndexOf(' ', StringComparison.Ordinal);
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType!);

        var answer = await installed.Admin.Send(new HttpMethod(request[..split]), request[(split + 1)..], content);

        answer.ShouldAnswer(status, code);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Json.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        answer.Json.GetProperty("detail").GetString()!.ShouldContain(c => c >= 0x4e00 && c <= 0x9fff); // a Chinese sentence
        answer.Json.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        answer.Text.ShouldNotContain("   at ");
        answer.Text.ShouldNotContain("Exception");
        if (path is not null)
        {
            answer.Json.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe(path);
        }

        (await installed.Rows()).ShouldBe(before);
    }

    [Fact]
    public async Task Broken_json_is_pointed_at_by_row_and_column()
    {
        var problem = (await installed.Admin.PostText("accounts", "{\n  \"commandId\": oops\n}")).ShouldAnswer(400, "bad-json").Json.GetProperty("problems")[0];

        problem.GetProperty("row").GetInt32().ShouldBe(2);
        problem.GetProperty("column").GetInt32().ShouldBe(16);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var before = await installed.Rows();
        using var content = new StringContent($$"""{"commandId":"1","userName":"big","name":"{{new string('a', 5_000_000)}}","password":"Initial-Horse-1"}""", Encoding.UTF8, "application/json");

        (await installed.Admin.Send(HttpMethod.Post, "accounts", content, waitForPermission: true)).ShouldAnswer(413, "too-large");
        (await installed.Rows()).ShouldBe(before);
    }

    [Fact]
    public async Task Deeply_nested_json_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000));

        (await installed.Admin.PostText("tasks/none:1/complete", "{\"commandId\":\"d\",\"revision\":1,\"outcome\":\"x\",\"data\":{\"a\":" + deep + "}}")).Status.ShouldBeOneOf(400, 422);
        (await installed.Admin.PostText("definitions/validate", deep)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Refusals_carry_the_protective_headers()
    {
        var answer = await installed.Admin.Get("nothing/here");

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    public sealed class Installed : IAsyncLifetime
    {
        private RunningHost _host = null!;

        public Visitor Admin { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _host = await RunningHost.Start();
            Admin = _host.NewVisitor();
            await Admin.SetUp();
        }

        public async Task<(int Accounts, int Definitions)> Rows()
        {
            await using var scope = _host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
            return (await db.Accounts.CountAsync(), (await Admin.Get("definitions")).ShouldAnswer(200).Json.GetArrayLength());
        }

        public async ValueTask DisposeAsync()
        {
            Admin.Dispose();
            await _host.DisposeAsync();
        }
    }
}
