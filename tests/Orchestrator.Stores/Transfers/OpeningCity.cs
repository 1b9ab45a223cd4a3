using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;

namespace Orchestrator.Stores.Transfers;

/// <summary>A host with empty books and the people of the three authorities.</summary>
internal sealed class OpeningCity(RunningHost host, Dictionary<string, Visitor> people) : IAsyncDisposable
{
    public Visitor this[string user] => people[user];

    public static async Task<OpeningCity> Start(StoreKind store)
    {
        var host = await RunningHost.Start(store);
        foreach (var unit in (string[])["X1", "X2"])
        {
            (await host.Services.GetRequiredService<CommandRunner>().Run(
                new($"unit-{unit}", "Units.Add", Actor.System), work => UnitOperations.Add(new("-", unit, $"单位{unit}", UnitKind.CityOrgan), work))).Required();
        }

        var people = new Dictionary<string, Visitor>();
        foreach (var (user, unit, role) in new[] { ("bb.jb", "BB", "BB-JB"), ("bb.zr", "BB", "BB-ZR"), ("cz", "CZ", "CZ"), ("rs", "RS", "RS"), ("sa", null, "SA") })
        {
            people[user] = await host.SignedIn(await host.CreatePerson(user, [role], unit));
        }

        return new(host, people);
    }

    public async Task<Answer> Send(string user, string path, byte[] file, string? commandId = null)
    {
        using var form = new MultipartFormDataContent();
        using var command = new StringContent(commandId ?? "");
        using var content = new ByteArrayContent(file);
        form.Add(command, "commandId");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = "期初.xlsx" };
        form.Add(content);
        return await people[user].Send(HttpMethod.Post, path, form);
    }

    public async Task OpenLedgerAndBudget(IReadOnlyList<string> people)
    {
        (await Send("bb.jb", "organization/opening", OpeningBooks.Ledger(people), "ledger")).ShouldAnswer(200);
        (await Send("cz", "finance/opening", OpeningBooks.Budget(people), "budget")).ShouldAnswer(200);
    }

    /// <summary>Person keys of X1 by name.</summary>
    public async Task<Dictionary<string, string>> Keys() => (await this["rs"].Get("human-resources/people?unitId=X1")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
        .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("personKey").GetString()!);

    public async Task<JsonElement> Relations(string personKey) => (await this["rs"].Get($"human-resources/people/{personKey}/relations")).ShouldAnswer(200).Json;

    /// <summary>A transfer of people from X1 to X2.</summary>
    public async Task<string> Begin(string[] personKeys, string commandId) => (await this["bb.jb"].Post("transfers", new
    {
        commandId, plan = new
        {
            title = "转隶", takesEffectOn = "2020-10-28", holdDays = 10,
            lines = new object[] { new { fromUnitId = "X1", toUnitId = "X2", type = "Administrative", funding = "Full", count = personKeys.Length, people = personKeys, docNo = "楚编发〔2020〕1号" } },
        },
    })).ShouldAnswer(200).Json.GetProperty("id").GetString()!;

    /// <summary>What 人社 says to a transfer: rules and severities.</summary>
    public async Task<IReadOnlyList<(string?, string?)>> Reasons(string transfer) =>
    [
        .. (await this["bb.jb"].Get($"transfers/{transfer}")).ShouldAnswer(200).Json.GetProperty("transfer").GetProperty("legs").EnumerateArray()
            .Single(leg => leg.GetProperty("authority").GetString() == "HumanResources").GetProperty("reasons").EnumerateArray()
            .Select(reason => (reason.GetProperty("rule").GetString(), reason.GetProperty("severity").GetString())),
    ];

    public async Task Until(string transfer, string status)
    {
        for (var end = DateTimeOffset.UtcNow.AddSeconds(60); ; await Task.Delay(100))
        {
            var now = (await people["bb.jb"].Get($"transfers/{transfer}")).ShouldAnswer(200).Json;
            if (now.GetProperty("transfer").GetProperty("status").GetString() == status)
            {
                return;
            }

            DateTimeOffset.UtcNow.ShouldBeLessThan(end, now.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in people.Values)
        {
            visitor.Dispose();
        }

        await host.DisposeAsync();
    }
}
