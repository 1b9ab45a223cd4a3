using System.Net.Http.Headers;
using System.Security.Cryptography;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Topology;

/// <summary>What people do from browsers, the same whether everything is one process or each service has its own.</summary>
public abstract class WholeSystem(InhabitedInstallation installation)
{
    [Fact]
    public async Task A_matter_with_a_file_is_decided_and_forty_transfers_end_with_books_that_agree()
    {
        try
        {
            await Matter();
            await Transfers();
            await NothingIsLeft();
        }
        catch (Exception failed) when (installation.Logs() is { Length: > 0 } logs)
        {
            throw new InvalidOperationException($"{failed.Message}\n{logs}", failed);
        }
    }

    // 报送单位 takes the file, the office sends the matter round and prints it: two services where they run apart.
    private async Task Matter()
    {
        var pdf = "%PDF-1.4\n街道清单\n%%EOF\n"u8.ToArray();
        var file = await Upload("d1.jb", "街道清单.pdf", pdf);
        var matter = (await installation["d1.jb"].Post("matters", new
        {
            commandId = "matter", title = "关于街道机构设置的会签", text = "一、总则", kind = "Document", mode = "All",
            reviewers = new object[] { new { unitId = "ZZ" }, new { unitId = "ZF" }, new { unitId = "D2" } },
        })).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        await Decide("d1.fz", matter, "Approve");
        foreach (var reviewer in new[] { "zz.fz", "zf.fz", "d2.fz" })
        {
            await Decide(reviewer, matter, "Approve");
        }

        using var there = await installation["zz.fz"].Http.GetAsync(new Uri($"matters/{matter}/attachments/{file}", UriKind.Relative));
        (await there.Content.ReadAsByteArrayAsync()).ShouldBe(pdf);
        (await installation["bb.jb"].Get($"matters/{matter}/attachments/{file}")).ShouldAnswer(404);
        (await installation["d1.jb"].Get($"matters/{matter}/approval-form.html")).Text.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(pdf)));
    }

    private async Task Transfers()
    {
        var random = new Random(17);
        var city = installation.City();
        var (doneBefore, releasedBefore) = await city.Sound();
        await city.Begin(40, random, atOnce: 4);
        for (var end = DateTimeOffset.UtcNow.AddMinutes(3); await city.Decide(random, share: 0.7, atOnce: 4) > 0; await Task.Delay(300))
        {
            DateTimeOffset.UtcNow.ShouldBeLessThan(end, "they do not end");
        }

        var (done, released) = await city.Sound();
        (done - doneBefore + released - releasedBefore).ShouldBe(40);
        (done - doneBefore).ShouldBeGreaterThan(5);
        (released - releasedBefore).ShouldBeGreaterThan(5);
    }

    private async Task NothingIsLeft()
    {
        // Every database is looked into, over the door as an operator does.
        var apart = (await installation["sa"].Get("system/services")).ShouldAnswer(200).Json.EnumerateArray().Where(service => service.GetProperty("ownDatabase").GetBoolean());
        foreach (var service in (string[])["", .. apart.Select(service => $"services/{service.GetProperty("name").GetString()}/")])
        {
            foreach (var list in (string[])["incidents?status=Open", "outbox?status=Pending", "outbox?status=Failed", "dead-letters?state=Failing", "dead-letters?state=GivenUp"])
            {
                (await installation["sa"].Get(service + list)).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(0, service + list);
            }

            // Clocks of transfers that ended go off once more, for nothing.
            (await installation["sa"].Get($"{service}work?size=200")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray()
                .Where(row => row.GetProperty("attempts").GetInt32() > 0).ShouldBeEmpty(service);
            (await installation["au"].Get($"{service}audit/verification")).ShouldAnswer(200).Json.GetProperty("broken").GetArrayLength().ShouldBe(0, service);
        }
    }

    private async Task Decide(string user, string matter, string outcome)
    {
        // The list is right when the answer of the last decision is there: no waiting.
        var task = (await installation[user].Get("tasks?size=100")).ShouldAnswer(200).Json.GetProperty("items").EnumerateArray().Single(task => task.GetProperty("caseId").GetString() == matter);
        (await installation[user].Post(
            $"tasks/{task.GetProperty("id").GetString()}/complete",
            new { commandId = $"{user}-{outcome}", revision = task.GetProperty("revision").GetInt64(), outcome, data = new { } })).ShouldAnswer(200);
    }

    private async Task<string> Upload(string user, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        using var command = new StringContent(Guid.NewGuid().ToString("N"));
        using var file = new ByteArrayContent(bytes);
        form.Add(command, "commandId");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
        form.Add(file);
        return (await installation[user].Send(HttpMethod.Post, "matters/new/attachments", form)).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
    }
}

public sealed class WholeSystemInOneProcess(OneProcess installation) : WholeSystem(installation), IClassFixture<OneProcess>;
