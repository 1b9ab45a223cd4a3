using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <param name="MailAddress">Null or blank: no mails any more.</param>
public sealed record ChangeMailAddress(string CommandId, string? MailAddress);

/// <summary>Everybody gives the address himself that notices are mailed to. What it was is not written into the audit log.</summary>
public static class MailAddressEndpoints
{
    public static void MapMailAddress(this IEndpointRouteBuilder api) => api.MapPut("/session/mail-address", Change)
        .AllowSignedIn().WithTags("session").WithName("ChangeMailAddress").Produces<Done>().ProducesProblem(422).WithSummary("修改自己的邮箱");

    private static async Task<IResult> Change(ChangeMailAddress request, HttpContext http, Actor actor, CommandRunner commands, IdentityClock clock)
    {
        var address = string.IsNullOrWhiteSpace(request.MailAddress) ? null : request.MailAddress.Trim();
        if (address is not null && !MailAddresses.IsValid(address))
        {
            const string Problem = "邮箱地址应为 name@example.gov.cn 的形式，只含英文字母、数字和常用符号。";
            return Refusal.Invalid("account.mail-address", Problem, new FieldProblem("mailAddress", Problem)).ToResult();
        }

        return (await commands.Run<Done>(
            CommandHead.From(http, actor, request.CommandId, "Session.ChangeMailAddress", "account", actor.Id, request),
            async work =>
            {
                var found = await new AccountRegister(work, clock).Find(actor.Id);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                AccountRegister.ChangeMailAddress(found.Value!, address);
                return Done.Value;
            },
            http.RequestAborted)).ToResult();
    }
}
