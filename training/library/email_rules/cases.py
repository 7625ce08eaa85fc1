CASES = {
    "addresses.split_address": {
        "about": "the local part and domain of an address",
        "cases": [
            "split_address(' Ann.Lee@Example.ORG ')",
            "split_address('a@b@c.de')",
            "split_address('nobody')",
            "split_address('@x.org')",
        ],
    },
    "addresses.is_valid_local": {
        "about": "the check of a local part",
        "cases": [
            "is_valid_local('ann.lee+shop')",
            "is_valid_local('.ann')",
            "is_valid_local('ann.')",
            "is_valid_local('a..b')",
            "is_valid_local('')",
            "is_valid_local('a' * 64)",
            "is_valid_local('a' * 65)",
            "is_valid_local('a b')",
            "is_valid_local('x')",
        ],
    },
    "addresses.is_valid_domain": {
        "about": "the check of a domain",
        "cases": [
            "is_valid_domain('mail.example.org')",
            "is_valid_domain('localhost')",
            "is_valid_domain('a..org')",
            "is_valid_domain('-a.org')",
            "is_valid_domain('a-.org')",
            "is_valid_domain('a.o')",
            "is_valid_domain('x.de')",
            "is_valid_domain('a.123')",
            "is_valid_domain('a' * 63 + '.org')",
            "is_valid_domain('a' * 64 + '.org')",
            "is_valid_domain('a_b.org')",
        ],
    },
    "addresses.is_valid_address": {
        "about": "the check of an e-mail address",
        "cases": [
            "is_valid_address(' ann@example.org ')",
            "is_valid_address('ann')",
            "is_valid_address('ann@')",
            "is_valid_address('@example.org')",
            "is_valid_address('ann@' + 'a.' * 123 + 'org')",
            "is_valid_address('anna@' + 'a.' * 123 + 'org')",
            "is_valid_address('anna2@' + 'a.' * 123 + 'org')",
            "is_valid_address(' anna@' + 'a.' * 123 + 'org ')",
        ],
    },
    "addresses.mailbox_key": {
        "about": "the key of a mailbox",
        "cases": [
            "mailbox_key('Ann.Lee+Shop@GoogleMail.com')",
            "mailbox_key('Ann.Lee+x@Example.org')",
            "mailbox_key('bob@gmail.com')",
            "mailbox_key('bob')",
        ],
    },
    "addresses.parse_mailbox": {
        "about": "the name and address of a mailbox",
        "cases": [
            "parse_mailbox(' Ann Lee < ann@x.org >')",
            "parse_mailbox('\"Lee, Ann\" <ann@x.org>')",
            "parse_mailbox(' ann@x.org ')",
            "parse_mailbox('<ann@x.org>')",
        ],
    },
    "addresses.mask_address": {
        "about": "the masked address",
        "cases": [
            "mask_address('Anna@X.org')",
            "mask_address('ann@x.org')",
            "mask_address('bernadette@x.org')",
            "mask_address('@x.org')",
        ],
    },
    "message_rules.in_domain": {
        "about": "the check of an address against a domain",
        "cases": [
            "in_domain('ann@mail.Shop.com', '@Shop.com')",
            "in_domain('ann@shop.com', 'shop.com')",
            "in_domain('ann@badshop.com', 'shop.com')",
            "in_domain('ann@com', 'shop.com')",
        ],
    },
    "message_rules.Rule.matches": {
        "about": "the check of a message against a rule",
        "cases": [
            "Rule('Ann', sender='ann@x.org').matches(Message('Ann <ANN+a@x.org>'))",
            "Rule('Ann', sender='ann@x.org').matches(Message('bob@x.org'))",
            "Rule('Shop', domain='shop.com', subject='ORDER').matches(Message('a@eu.shop.com', 'Your order'))",
            "Rule('Shop', domain='shop.com', subject='order').matches(Message('a@x.com', 'Your order'))",
            "Rule('Shop', domain='shop.com', subject='order').matches(Message('a@shop.com', 'Hello'))",
            "[Rule('Big', larger_than=100).matches(Message('a@x.com', size=s)) for s in (99, 100, 101)]",
            "Rule('All').matches(Message('a@x.com'))",
        ],
    },
    "message_rules.thread_subject": {
        "about": "the subject of a thread",
        "cases": [
            "thread_subject('Re: FWD:  Budget   2024')",
            "thread_subject('re:re: aw: Lunch')",
            "thread_subject('Report')",
            "thread_subject(' Fw:')",
        ],
    },
    "message_rules.junk_score": {
        "about": "the spam score of a message",
        "cases": [
            "junk_score(Message('a@x.com', 'URGENT: free prize!!!'))",
            "junk_score(Message('a@x.com', 'YOU ARE A WINNER!'))",
            "junk_score(Message('a@x.com', 'Lunch!'))",
            "junk_score(Message('a@x.com', 'Free freedom'))",
            "junk_score(Message('a@x.com'))",
        ],
    },
    "message_rules.choose_folder": {
        "about": "the folder chosen for a message",
        "cases": [
            "choose_folder(Message('a@x.com', 'urgent winner'), [Rule('Work')])",
            "choose_folder(Message('a@x.com', 'urgent prize'), [Rule('Shop', subject='prize'), Rule('Work')])",
            "choose_folder(Message('a@x.com', 'hello'), [Rule('Shop', subject='prize'), Rule('Work')])",
            "choose_folder(Message('a@x.com', 'hello'), [])",
            "choose_folder(Message('a@x.com', 'hello'), [], 'Other')",
        ],
    },
    "folders.folder_parent": {
        "about": "the parent of a folder",
        "cases": [
            "folder_parent('Work/Ads/Old')",
            "folder_parent('Work')",
            "folder_parent('/Work/Ads/')",
        ],
    },
    "folders.is_inside": {
        "about": "the test whether a folder lies inside another",
        "cases": [
            "is_inside('Work/Ads', 'Work')",
            "is_inside('Workshop', 'Work')",
            "is_inside('/Work/', 'Work')",
            "is_inside('Work', 'Work/Ads')",
            "is_inside('Work/Ads', '/Work/')",
        ],
    },
    "folders.group_threads": {
        "about": "the number of messages in each thread",
        "cases": [
            "group_threads([Message('a@x.com', s) for s in ('Lunch', 'Re: lunch', '', 'Plan', 'RE: Lunch')])",
            "group_threads([])",
            "group_threads([Message('a@x.com', 'Re:')])",
        ],
    },
    "folders.MailStore.used": {
        "about": "the space used in a mailbox",
        "cases": [
            ["m = MailStore()", "m.deliver(Message('a@x.com', 'x', 40))", "m.deliver(Message('b@x.com', 'free winner prize', 25))", "m.used()"],
            "MailStore().used()",
        ],
    },
    "folders.MailStore.deliver": {
        "about": "the folder a message is delivered to",
        "cases": [
            ["m = MailStore([Rule('Ann', sender='ann@x.org')])", "m.deliver(Message('ANN@x.org'))"],
            ["m = MailStore(quota=50)", "m.deliver(Message('a@x.com', 'x', 50))"],
            ["m = MailStore(quota=50)", "m.deliver(Message('a@x.com', 'x', 30))", "m.deliver(Message('a@x.com', 'x', 21))"],
            "MailStore().deliver(Message('a@x.com', 'x', 1000))",
            "MailStore().deliver(Message('a@x.com', 'x', 1001))",
        ],
    },
    "folders.MailStore.count": {
        "about": "the number of messages in a folder",
        "cases": [
            ["m = MailStore([Rule('Work/Ads', subject='ad'), Rule('Work', subject='job')])", "[m.deliver(Message('a@x.com', s)) for s in ('ad', 'job', 'ad two', 'hi')]", "(m.count('Work'), m.count('Work/Ads'), m.count('Inbox'), m.count('Old'))"],
            "MailStore().count('Inbox')",
        ],
    },
    "folders.MailStore.move_all": {
        "about": "the number of moved messages",
        "cases": [
            ["m = MailStore()", "[m.deliver(Message('a@x.com', s)) for s in 'ab']", "(m.move_all('Inbox', 'Old'), m.count('Old'), m.count('Inbox'))"],
            ["m = MailStore()", "m.deliver(Message('a@x.com'))", "(m.move_all('Inbox', 'Inbox'), m.count('Inbox'))"],
            ["m = MailStore()", "(m.move_all('Nothing', 'Old'), m.count('Old'))"],
        ],
    },
    "folders.MailStore.senders": {
        "about": "the list of senders in a folder",
        "cases": [
            ["m = MailStore()", "[m.deliver(Message(s)) for s in ('Zoe <zoe@x.org>', 'ann+a@x.org', 'ANN@x.org')]", "m.senders('Inbox')"],
            "MailStore().senders('Old')",
        ],
    },
}
