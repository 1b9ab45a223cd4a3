using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.Office;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Orchestrator.Stores.Transfers;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Topology;

/// <summary>The drill of docs/operations.md: backed up while people work, lost as a whole, restored, and gone on with.</summary>
[Collection<Apart>]
public sealed class BackupAndRestore(SevenProcesses installation, ITestOutputHelper output)
{
    private static readonly byte[] File = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    [Fact]
    public async Task What_was_acknowledged_before_the_backup_is_there_and_every_transfer_ends_with_books_that_agree()
    {
        var random = new Random(23);
        var city = installation.City();
        var file = await Upload();
        await city.Begin(30, random, atOnce: 4);
        await city.Decide(random, share: 0.4, atOnce: 4);
        var acknowledged = await Transfers();

        // People do not stop for it.
        var work = GoOn(city, random);
        var clock = Stopwatch.StartNew();
        await installation.Composed.BackUp();
        var backedUp = clock.Elapsed;
        await work;
        await city.Begin(5, random);
        var before = await Transfers();

        await installation.Composed.Lose();
        clock.Restart();
        await installation.Composed.Restore();
        var restored = clock.Elapsed;

        var after = await Transfers();
        acknowledged.Except(after).ShouldBeEmpty("what was acknowledged before the backup began is in it");
        before.Except(after).Count().ShouldBeGreaterThanOrEqualTo(5, "what came after it is not");
        (await installation["d1.jb"].Http.GetByteArrayAsync(new Uri($"matters/new/attachments/{file}", UriKind.Relative))).ShouldBe(File);

        clock.Restart();
        for (var patience = DateTimeOffset.UtcNow.AddMinutes(3); await city.Decide(random, share: 0.7, atOnce: 4) > 0; await Task.Delay(300))
        {
            DateTimeOffset.UtcNow.ShouldBeLessThan(patience, $"they do not end\n{installation.Logs()}");
        }

        var healed = clock.Elapsed;
        var (done, released) = await installation.City().Sound();
        (done + released).ShouldBe(after.Count);
        output.WriteLine(
            $"backup {backedUp.TotalSeconds:0.0} s while people worked; restored and ready in {restored.TotalSeconds:0.0} s; {after.Count} of {before.Count} transfers were in it; "
            + $"all ended {healed.TotalSeconds:0.0} s later: {done} done, {released} released; {await Audited()} audit rows verified; databases {await Size() / 1_048_576.0:0} MiB");
    }

    private static async Task GoOn(TransferCity city, Random random)
    {
        for (var round = 0; round < 4; round++)
        {
            await city.Decide(random, share: 0.3, atOnce: 2);
            await city.Begin(1, random);
        }
    }

    private async Task<HashSet<string>> Transfers()
    {
        await using var scope = installation.Books().Office.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<OfficeDb>().Transfers.Select(transfer => transfer.Id).ToListAsync()];
    }

    private async Task<long> Audited()
    {
        var (rows, books) = (0L, installation.Books());
        foreach (var services in (IServiceProvider[])[books.Office, books.Organization, books.Finance, books.HumanResources])
        {
            var audit = await services.GetRequiredService<OperationQueries>().VerifyAudit();
            audit.Broken.ShouldBeEmpty();
            rows += audit.Rows;
        }

        return rows;
    }

    private async Task<long> Size()
    {
        await using var connection = new NpgsqlConnection(installation.Books().Office.GetRequiredService<RuntimeOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("select sum(pg_database_size(datname))::bigint from pg_database where datname in ('office', 'organization', 'finance', 'human_resources')", connection);
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    private async Task<string> Upload()
    {
        using var form = new MultipartFormDataContent();
        using var command = new StringContent(Guid.NewGuid().ToString("N"));
        using var file = new ByteArrayContent(File);
        form.Add(command, "commandId");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = "清单.pdf" };
        form.Add(file);
        return (await installation["d1.jb"].Send(HttpMethod.Post, "matters/new/attachments", form)).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
    }
}
