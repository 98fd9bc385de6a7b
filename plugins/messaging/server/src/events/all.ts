// What declares socket events does so when it is loaded.
import './messages';
import './rooms';
import './session';
