using System.Text.Json;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Office.Transfers;
using Orchestrator.Stores.Host;

namespace Orchestrator.Stores.Transfers;

/// <summary>
/// People in browsers. What gets no answer, or is told to come again, is asked again with the same command id.
/// </summary>
/// <param name="patience">For how long one question may go unanswered.</param>
internal sealed class DoorCounter(Visitor clerk, Visitor head, TimeSpan patience) : ITransferCounter
{
    private static readonly string[] Ongoing = [.. Enum.GetNames<TransferStatus>().Except([nameof(TransferStatus.Done), nameof(TransferStatus.Released)])];

    /// <summary>Answers that were no answers, by what they said.</summary>
    public Dictionary<string, int> Again { get; } = [];

    public async Task<string> Begin(TransferPlan plan)
    {
        var command = Guid.NewGuid().ToString();
        var answer = await Insist(() => clerk.Post("transfers", new
        {
            commandId = command,
            plan = new
            {
                plan.Title, plan.TakesEffectOn, plan.HoldDays,
                Lines = plan.Lines!.Select(line => new { line.FromUnitId, line.ToUnitId, Type = $"{line.Type}", Funding = $"{line.Funding}", line.Count, line.People, line.DutyTransferId, line.DocNo, line.ApprovalNo }),
            },
        }));
        return answer.ShouldAnswer(200).Json.GetProperty("id").GetString()!;
    }

    public async Task<IReadOnlyList<OpenTransfer>> Open()
    {
        var found = new Dictionary<string, OpenTransfer>();
        foreach (var status in Ongoing)
        {
            for (var page = 1; ; page++)
            {
                var (asked, number) = (status, page);
                var list = (await Insist(() => clerk.Get($"transfers?status={asked}&size=100&page={number}"))).ShouldAnswer(200).Json;
                foreach (var row in list.GetProperty("items").EnumerateArray())
                {
                    var open = Read(row);
                    found[open.Id] = open;
                }

                if (page * 100 >= list.GetProperty("total").GetInt32())
                {
                    break;
                }
            }
        }

        return [.. found.Values];
    }

    public Task Confirm(string id, string noticeNo) => Deed(head, $"transfers/{id}/confirm", command => new { commandId = command, noticeNo });

    public Task Release(string id, string reason) => Deed(clerk, $"transfers/{id}/release", command => new { commandId = command, reason });

    public Task Retry(string id, TransferAuthority authority) => Deed(clerk, $"transfers/{id}/retry", command => new { commandId = command, authority = $"{authority}" });

    private static OpenTransfer Read(JsonElement row) => new(
        row.GetProperty("id").GetString()!, Enum.Parse<TransferStatus>(row.GetProperty("status").GetString()!),
        [.. row.GetProperty("legs").EnumerateArray().Where(leg => leg.GetProperty("state").GetString() == nameof(LegState.Refused))
            .Select(leg => Enum.Parse<TransferAuthority>(leg.GetProperty("authority").GetString()!))]);

    private async Task Deed(Visitor who, string path, Func<string, object> body)
    {
        var command = Guid.NewGuid().ToString();
        var answer = await Insist(() => who.Post(path, body(command)));
        if (answer.Status is not (200 or 409))
        {
            throw new InvalidOperationException($"{path}: {answer.Status} {answer.Text}");
        }
    }

    private async Task<Answer> Insist(Func<Task<Answer>> ask)
    {
        for (var end = DateTimeOffset.UtcNow + patience; ; await Task.Delay(200))
        {
            string why;
            try
            {
                var answer = await ask();
                if (answer.Status is not (429 or >= 500) || DateTimeOffset.UtcNow > end)
                {
                    return answer;
                }

                why = $"{answer.Status} {answer.Code}";
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException && DateTimeOffset.UtcNow < end)
            {
                why = cut.GetType().Name;
            }

            lock (Again)
            {
                Again[why] = Again.GetValueOrDefault(why) + 1;
            }
        }
    }
}
