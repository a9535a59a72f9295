"""The chat page: the Assistant in a browser, for a newsroom that keeps it open all day.

    app             the page of its tabs, and the server
    ask_tab         asking, the answers, the conversations
    desk            what all who look at the page share: the Assistant, the line of questions, the store
    line            who is answered next, and what is being done for whom
    conversations   what was asked and answered, kept for each reader
    show            answers and articles as HTML, everything escaped
    texts           what the page says, in the reader's language

Importing this loads no heavy library; :mod:`assistant.chat.app` loads Gradio.
"""
