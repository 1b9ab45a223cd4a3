using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Calendar;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Postings;

/// <summary>A host with an empty ledger and the people who post to it.</summary>
public abstract class PostingCity(StoreKind store) : IAsyncLifetime
{
    private static readonly (string User, string? Unit, string Role)[] Everybody =
        [("bb.jb", "BB", "BB-JB"), ("bb.sh", "BB", "BB-SH"), ("bb.zr", "BB", "BB-ZR"), ("zz", "ZZ", "ZZ"), ("d1.jb", "D1", "BM-JB"), ("d1.fz", "D1", "BM-FZ"), ("d2.jb", "D2", "BM-JB"), ("jd", "D2", "JD"), ("sa", null, "SA"), ("au", null, "AU")];

    private readonly Dictionary<string, Visitor> _people = [];
    private RunningHost _host = null!;

    public Visitor this[string user] => _people[user];

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(store);
        foreach (var (user, unit, role) in Everybody)
        {
            _people[user] = await _host.SignedIn(await _host.CreatePerson(user, [role], unit));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _people.Values)
        {
            visitor.Dispose();
        }

        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A city department with an account of 行政编制, by postings.</summary>
    public async Task Open(string unit, string name, int count)
    {
        (await Post(new { kind = "RegisterOrgan", on = "2020-08-01", docNo = "楚编发〔2020〕1号", organId = unit, name, organType = "GovernmentDepartment", level = "City" })).ShouldAnswer(200);
        (await Post(new { kind = "OpenAccount", on = "2020-08-01", docNo = "楚编发〔2020〕1号", organId = unit, quota = "Administrative", funding = "Full" })).ShouldAnswer(200);
        (await Post(new { kind = "PostQuota", on = "2020-08-01", docNo = "楚编发〔2020〕1号", reason = "Issue", toAccountId = $"{unit}-Administrative-Full", count, approvalNo = "省编发〔2020〕1号" })).ShouldAnswer(200);
    }

    public Task<Answer> Check(object posting) => this["bb.jb"].Post("organization/postings/check", new { posting });

    public Task<Answer> Propose(object posting, string? commandId = null, string by = "bb.jb") => this[by].Post("organization/postings", new { commandId = commandId ?? Id(), posting });

    public Task<Answer> Approve(string number, string by) => this[by].Post($"organization/postings/{number}/approve", new { commandId = Id() });

    public Task<Answer> Return(string number, string by, string reason) => this[by].Post($"organization/postings/{number}/return", new { commandId = Id(), reason });

    /// <summary>Proposed and approved: the answer of the approval.</summary>
    public async Task<Answer> Post(object posting) => await Approve((await Propose(posting)).ShouldAnswer(200).Json.GetProperty("id").GetString()!, "bb.sh");

    public async Task<int> Free(string unit) => (await this["bb.jb"].Get($"organization/units/{unit}")).ShouldAnswer(200).Json.GetProperty("accounts")[0].GetProperty("free").GetInt32();

    public async Task<JsonElement> Row(string number, string by = "bb.jb") => (await this[by].Get("organization/postings?size=200")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
        .Single(row => row.GetProperty("id").GetString() == number);

    public string Today() => $"{WorkingCalendar.National.LocalDate(_host.Services.GetRequiredService<TimeProvider>().GetUtcNow()):yyyy-MM-dd}";

    /// <summary>Comes after the commit, by a message.</summary>
    public async Task<JsonElement> Notice(string user, string number)
    {
        for (var end = DateTimeOffset.UtcNow.AddSeconds(60); ; await Task.Delay(100))
        {
            var notices = (await this[user].Get("notices")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().ToList();
            if (notices.Find(notice => notice.TryGetProperty("caseId", out var about) && about.GetString() == number) is { ValueKind: JsonValueKind.Object } found)
            {
                return found;
            }

            DateTimeOffset.UtcNow.ShouldBeLessThan(end, $"{user} has no notice of {number}");
        }
    }

    /// <summary>Audit rows of proposals with that outcome.</summary>
    public async Task<IReadOnlyList<string>> Audited(string result) => [.. (await this["au"].Get($"audit?action=Postings.Propose&size=200")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
        .Where(row => row.GetProperty("outcome").GetString() == result).Select(row => row.ToString())];

    private static string Id() => Guid.NewGuid().ToString("N");
}

public sealed class PostingCityOnSqlite() : PostingCity(StoreKind.Sqlite);

public sealed class PostingCityOnPostgres() : PostingCity(StoreKind.Postgres);
